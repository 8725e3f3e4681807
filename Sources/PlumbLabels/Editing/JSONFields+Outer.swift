import CSimdjson

extension JSONFields {
  /// The last field of the outer object that has a name; nil where there is none.
  func outer(_ name: StaticString) -> plumb_json_field? {
    var found: plumb_json_field?
    var index = 0
    while index < count {
      let field = self[index]
      if equalBytes(field.name, name) { found = field }
      index += 1 + Int(field.children)
    }
    return found
  }
}

extension plumb_json_field {
  /// The value as text, where it is a string.
  var text: String? { string.map { String(decoding: $0, as: UTF8.self) } }
}
