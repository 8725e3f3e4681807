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

extension JSONFields {
  /// An outer key that differs from a name only in letter case and separators, such as `source_ref`.
  ///
  /// - Parameter range: Among the fields of which object; all of the line by default.
  func misspelled(_ name: String, in range: Range<Int>? = nil) -> String? {
    let wanted = Self.joined(name.utf8)
    var index = range?.lowerBound ?? 0
    while index < range?.upperBound ?? count {
      let field = self[index]
      if field.name.count <= name.utf8.count, Self.joined(field.name) == wanted,
        !field.name.elementsEqual(name.utf8)
      {
        return String(decoding: field.name, as: UTF8.self)
      }
      index += 1 + Int(field.children)
    }
    return nil
  }

  private static func joined(_ name: some Sequence<UInt8>) -> [UInt8] {
    name.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
      .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

/// A command that renames a key in all lines of a manifest, as a sentence.
///
/// Only for a name that differs from another in letter case and separators: it needs no quoting.
func renaming(_ name: String, to right: String) -> String {
  "To rename the key: sed -E 's/\"\(name)\"([[:space:]]*:)/\"\(right)\"\\1/' MANIFEST "
    + "> fixed.manifest"
}

extension plumb_json_field {
  /// The value as text, where it is a string.
  var text: String? { string.map { String(decoding: $0, as: UTF8.self) } }
}
