import PlumbSystem

#if canImport(Darwin)
  import Darwin
#else
  @preconcurrency import Glibc
#endif

/// The environment variables of a run.
///
/// Its description and reflection show no value, since some are secret.
package struct Environment: Sendable, CustomStringConvertible, CustomReflectable {
  /// The variables by name.
  package let variables: [String: String]

  /// Takes variables as they are.
  package init(_ variables: [String: String]) { self.variables = variables }

  /// The value of a variable; nil if it is not set or empty.
  package subscript(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a variable says yes: `true`, however it is written.
  func isTrue(_ name: String) -> Bool { self[name]?.lowercased() == "true" }

  /// The variables of this process as they are now.
  package static func current() -> Environment {
    var variables: [String: String] = [:]
    #if canImport(Darwin)
      var place = _NSGetEnviron().pointee
    #else
      var place = environ
    #endif
    while let entry = place.pointee {
      let parts = String(cString: entry).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      place += 1
    }
    return Environment(variables)
  }

  /// The folder of the user: `HOME`, or what the system says.
  var home: String? {
    if let home = self["HOME"] { return home }
    return getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) }
  }

  /// How many variables there are.
  package var description: String { "\(variables.count) environment variables" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["environment": description]) }
}
