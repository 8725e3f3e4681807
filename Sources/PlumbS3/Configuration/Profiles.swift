import PlumbText

/// The profiles of both configuration files.
struct Profiles: Sendable {
  let config: ConfigurationFile
  let credentials: ConfigurationFile
  /// By name, as the file of settings has them.
  private let configured: [ConfigurationSection]
  /// By name, with the values of the file of keys in place of the others.
  private let merged: [ConfigurationSection]
  /// The sections `[services x]` by name.
  private let services: [ConfigurationSection]

  init(config: ConfigurationFile, credentials: ConfigurationFile) {
    self.config = config
    self.credentials = credentials
    configured = Self.named("profile", in: config)
    services = Self.named("services", in: config)
    merged = credentials.sections.reduce(into: configured, Self.merge)
  }

  /// Reads both files where the environment says that they are.
  init(_ environment: Environment) throws(ConfigurationError) {
    self.init(
      config: try ConfigurationFile.read(ConfigurationPath.config(environment)),
      credentials: try ConfigurationFile.read(ConfigurationPath.credentials(environment)))
  }

  /// All that both files say about a profile.
  func profile(_ name: String) -> ConfigurationSection? { Self.section(name, in: merged) }

  /// What the file of settings alone says about a profile.
  func configuredProfile(_ name: String) -> ConfigurationSection? {
    Self.section(name, in: configured)
  }

  /// A section `[services name]`.
  func services(_ name: String) -> ConfigurationSection? { Self.section(name, in: services) }

  /// The names of all profiles, in the order of the files.
  var names: [String] { merged.map(\.name) }

  private static func section(
    _ name: String, in sections: [ConfigurationSection]
  ) -> ConfigurationSection? {
    sections.first { ByteString($0.name) == ByteString(name) }
  }

  /// The sections `[kind name]`, and `[default]` among the profiles.
  ///
  /// Of equal names the last one counts.
  private static func named(
    _ kind: String, in file: ConfigurationFile
  ) -> [ConfigurationSection] {
    var found: [ConfigurationSection] = []
    for section in file.sections {
      guard let name = name(of: section, kind: kind) else { continue }
      found.removeAll { ByteString($0.name) == ByteString(name) }
      found.append(ConfigurationSection(name: name, values: section.values))
    }
    return found
  }

  private static func name(of section: ConfigurationSection, kind: String) -> String? {
    guard section.name.utf8.starts(with: kind.utf8) else {
      return kind == "profile" && section.name == "default" ? section.name : nil
    }
    let words = ShellWords.split(section.name)
    return words?.count == 2 ? words?[1] : nil
  }

  private static func merge(
    _ profiles: inout [ConfigurationSection], _ keys: ConfigurationSection
  ) {
    guard let index = profiles.firstIndex(where: { ByteString($0.name) == ByteString(keys.name) })
    else {
      return profiles.append(keys)
    }
    for (name, value) in keys.values { profiles[index].set(name, value) }
  }
}
