import PlumbText

/// One section of a configuration file, or one profile.
///
/// Its description and reflection show names only: values may be secret.
package struct ConfigurationSection: Sendable, CustomStringConvertible, CustomReflectable {
  enum Value: Sendable, CustomStringConvertible, CustomReflectable {
    case text(String)
    /// Indented lines below a name without a value of its own.
    case settings([(name: String, value: String)])

    var description: String { if case .text = self { "text" } else { "settings" } }

    var customMirror: Mirror { Mirror(self, children: ["kind": description]) }
  }

  /// The text between the brackets.
  let name: String
  private(set) var values: [(name: String, value: Value)]

  init(name: String, values: [(name: String, value: Value)] = []) {
    self.name = name
    self.values = values
  }

  /// The value of a name in small letters, where it is a text; it may be empty.
  func text(_ name: String) -> String? {
    if case .text(let text) = value(name) { text } else { nil }
  }

  /// The value of a name, where it is a text that is not empty.
  func nonEmptyText(_ name: String) -> String? {
    text(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A value in the indented lines below a name.
  func text(_ name: String, in group: String) -> String? {
    guard case .settings(let settings) = value(group) else { return nil }
    return settings.last { ByteString($0.name) == ByteString(name) }?.value
  }

  /// Whether the name is present, with any value.
  func has(_ name: String) -> Bool { value(name) != nil }

  private func value(_ name: String) -> Value? {
    values.first { ByteString($0.name) == ByteString(name) }?.value
  }

  /// Sets a value, in place of one of the same name.
  mutating func set(_ name: String, _ value: Value) {
    if let index = values.firstIndex(where: { ByteString($0.name) == ByteString(name) }) {
      values[index].value = value
    } else {
      values.append((name, value))
    }
  }

  /// The name of the section and those of its values.
  package var description: String { "[\(name)] \(values.map(\.name).joined(separator: ", "))" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["section": description]) }
}
