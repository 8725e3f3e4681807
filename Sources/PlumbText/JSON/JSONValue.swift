/// A JSON value whose objects keep the order in which they were written, so that the same input
/// always gives the same bytes and people can read them.
package indirect enum JSONValue: Sendable, Hashable {
  /// No value: unknown is not zero.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; one that is not finite is written as null.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Names and values, in this order.
  case object([Member])

  /// One name and value of an object.
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue

    /// Makes a member.
    package init(name: String, value: JSONValue) { (self.name, self.value) = (name, value) }
  }

  /// An object of the given members; a nil value leaves its member out.
  package static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// A number, or null where there is none.
  package static func optional(_ value: Double?) -> JSONValue {
    value.map(JSONValue.number) ?? .null
  }

  /// The value as JSON on one line.
  package var compact: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The value as JSON over lines, indented by two spaces, without a line end behind it.
  package var pretty: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? Self.text(value) : "null"
    case .string(let value): JSONString.append(value, to: &text, escaping: .visible)
    case .array(let values):
      Self.write(open: "[", close: "]", values, to: &text, indent: indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.write(open: "{", close: "}", members, to: &text, indent: indent) {
        member, text, indent in
        JSONString.append(member.name, to: &text, escaping: .visible)
        text += indent == nil ? ":" : ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  /// The shortest digits that read back as the same number; whole numbers without a fraction.
  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private static func write<Element>(
    open: String, close: String, _ elements: [Element], to text: inout String, indent: Int?,
    element: (Element, inout String, Int?) -> Void
  ) {
    text += open
    let inner = indent.map { $0 + 2 }
    for (index, value) in elements.enumerated() {
      if index > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: " ", count: inner) }
      element(value, &text, inner)
    }
    if let indent, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }
}
