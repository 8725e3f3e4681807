import CSimdjson

extension JSONFields {
  /// The last field of the outer object that has a name; nil if there is none.
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

  /// Whether the outer object has a field of a name.
  func hasOuter(_ name: String) -> Bool {
    var index = 0
    while index < count {
      let field = self[index]
      if field.name.elementsEqual(name.utf8) { return true }
      index += 1 + Int(field.children)
    }
    return false
  }
}

extension plumb_json_field {
  /// The value as text, where it is a string.
  var text: String? { string.map { String(decoding: $0, as: UTF8.self) } }
}
