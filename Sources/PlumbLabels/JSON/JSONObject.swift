import CSimdjson

/// A small JSON object outside a manifest, such as the response of a metadata service.
///
/// Read with the strict parser of the manifests. Only texts and numbers of the outer object, and
/// texts of the objects directly inside it, are kept. If a name repeats, the last one counts.
/// Neither its description nor its reflection shows a value: such objects may hold secrets.
package struct JSONObject: Sendable, CustomStringConvertible, CustomReflectable {
  private enum Value {
    case text(String)
    case number(Double)
    case object([(name: String, value: String)])
    case other
  }

  private var values: [(name: [UInt8], value: Value)] = []

  /// Reads an object; nil if the bytes are anything else.
  package init?(_ bytes: [UInt8]) {
    let padded = bytes + [UInt8](repeating: 0, count: JSONLineParser.slack)
    let values: [([UInt8], Value)]? = padded.withUnsafeBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer.prefix(bytes.count))
      do throws(JSONLineFailure) {
        return try JSONLineParser().parse(text) { fields, _ in Self.values(fields) }
      } catch {
        return nil
      }
    }
    guard let values else { return nil }
    self.values = values
  }

  /// The value of a name, where it is a text.
  package func text(_ name: StaticString) -> String? {
    if case .text(let text) = value(name) { text } else { nil }
  }

  /// The value of a name, where it is a number.
  package func number(_ name: StaticString) -> Double? {
    if case .number(let number) = value(name) { number } else { nil }
  }

  /// The texts in the object of a name, in their order; empty if there is no such object.
  package func members(_ name: StaticString) -> [(name: String, value: String)] {
    if case .object(let members) = value(name) { members } else { [] }
  }

  private func value(_ name: StaticString) -> Value? {
    values.last { $0.name.withUnsafeBytes { equalBytes($0, name) } }?.value
  }

  private static func values(_ fields: JSONFields) -> [([UInt8], Value)] {
    var values: [([UInt8], Value)] = []
    var index = 0
    while index < fields.count {
      let field = fields[index]
      let children = index + 1..<index + 1 + Int(field.children)
      values.append((Array(field.name), value(field, children.compactMap { member(fields[$0]) })))
      index = children.upperBound
    }
    return values
  }

  private static func value(
    _ field: plumb_json_field, _ members: [(name: String, value: String)]
  ) -> Value {
    if let text = field.string { return .text(String(decoding: text, as: UTF8.self)) }
    if let number = field.number { return .number(number) }
    return field.isKind(PLUMB_JSON_OBJECT) ? .object(members) : .other
  }

  private static func member(_ field: plumb_json_field) -> (name: String, value: String)? {
    guard let text = field.string else { return nil }
    return (String(decoding: field.name, as: UTF8.self), String(decoding: text, as: UTF8.self))
  }

  /// How many members there are.
  package var description: String { "JSON object of \(values.count) members" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["object": description]) }
}
