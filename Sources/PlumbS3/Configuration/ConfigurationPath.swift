/// Where the configuration files are.
enum ConfigurationPath {
  /// The file of settings: `AWS_CONFIG_FILE`, or `~/.aws/config`.
  static func config(_ environment: Environment) -> String {
    expanded(environment["AWS_CONFIG_FILE"] ?? "~/.aws/config", environment)
  }

  /// The file of keys: `AWS_SHARED_CREDENTIALS_FILE`, or `~/.aws/credentials`.
  static func credentials(_ environment: Environment) -> String {
    expanded(environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials", environment)
  }

  /// Replaces `$NAME` and `${NAME}` by variables that are set, and `~` at the start by the folder
  /// of the user.
  static func expanded(_ path: String, _ environment: Environment) -> String {
    let path = withVariables(path, environment)
    guard path == "~" || path.hasPrefix("~/"), let home = environment.home else { return path }
    return home + path.dropFirst()
  }

  private static func withVariables(_ path: String, _ environment: Environment) -> String {
    var result = ""
    var rest = path[...].unicodeScalars
    while let dollar = rest.firstIndex(of: "$") {
      result += String(rest[..<dollar])
      rest = rest[rest.index(after: dollar)...]
      let (name, length) = variable(rest)
      if let name, let value = environment.variables[name] {
        result += value
        rest = rest.dropFirst(length)
      } else {
        result += "$"
      }
    }
    return result + String(rest)
  }

  /// The name behind a `$`, and how many characters it takes with its braces.
  private static func variable(_ text: Substring.UnicodeScalarView) -> (String?, Int) {
    if text.first == "{" {
      guard let end = text.firstIndex(of: "}") else { return (nil, 0) }
      let name = text[..<end].dropFirst()
      return (String(name), name.count + 2)
    }
    let name = text.prefix { $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    return (name.isEmpty ? nil : String(name), name.count)
  }
}
