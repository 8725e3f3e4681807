import CSimdjson

/// The outer fields of one record, sorted out: the reference, and the pairs that may be labels.
struct OuterFields {
  /// A key `X-metadata` whose value is an object, with the value of `X` where there is one.
  struct Pair {
    var name: UnsafeRawBufferPointer
    var label: plumb_json_field?
    var metadata: Slice<JSONFields>
  }

  private(set) var sourceRef: plumb_json_field?
  private(set) var pairs: [Pair] = []
  /// A key that stands there twice, if any.
  private(set) var repeatedKey: UnsafeRawBufferPointer?
  /// Whether the record holds a text instead of an image.
  private(set) var hasTextSource = false

  init(_ fields: JSONFields) {
    var starts: [Int] = []
    starts.reserveCapacity(8)
    var index = 0
    while index < fields.count {
      starts.append(index)
      index += 1 + Int(fields[index].children)
    }
    var lookup = FieldLookup(fields, starts)
    repeatedKey = lookup.repeatedKey
    for start in lookup.starts { take(fields, start, &lookup) }
  }

  private mutating func take(_ fields: JSONFields, _ start: Int, _ lookup: inout FieldLookup) {
    let field = fields[start]
    let name = field.name
    if equalBytes(name, "source-ref") {
      sourceRef = field
    } else if equalBytes(name, "source") {
      hasTextSource = field.string != nil
    } else if field.isKind(PLUMB_JSON_OBJECT), let base = Self.attributeName(name) {
      let label = lookup.find(base)
      let inner = start + 1..<start + 1 + Int(field.children)
      pairs.append(Pair(name: base, label: label, metadata: fields[inner]))
    }
  }

  /// The `X` of `X-metadata`; keys about the data itself are nobody's label.
  private static func attributeName(_ key: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let suffix = 9
    guard key.count > suffix,
      equalBytes(UnsafeRawBufferPointer(rebasing: key.suffix(suffix)), "-metadata")
    else { return nil }
    let name = UnsafeRawBufferPointer(rebasing: key.dropLast(suffix))
    return equalBytes(name, "source-ref") || equalBytes(name, "source") ? nil : name
  }
}

/// Finds fields by name; of a repeated name the last one.
///
/// Few fields are compared one by one, many (only hostile lines have them) go through a table, so
/// that no line costs quadratic time.
private struct FieldLookup {
  private let fields: JSONFields
  /// Where the fields that count begin, in the order of the line.
  private(set) var starts: [Int]
  private(set) var repeatedKey: UnsafeRawBufferPointer?
  private var table: ByteStringTable?
  private var startOfID: [Int: Int] = [:]

  init(_ fields: JSONFields, _ starts: [Int]) {
    self.fields = fields
    self.starts = starts
    if starts.count > 24 || holdsRepeatedName() { index() }
  }

  mutating func find(_ name: UnsafeRawBufferPointer) -> plumb_json_field? {
    if table == nil {
      return starts.first { equalBytes(fields[$0].name, name) }.map { fields[$0] }
    }
    return (table?.intern(name)).flatMap { startOfID[$0] }.map { fields[$0] }
  }

  private func holdsRepeatedName() -> Bool {
    starts.indices.contains { position in
      starts[(position + 1)...].contains {
        equalBytes(fields[$0].name, fields[starts[position]].name)
      }
    }
  }

  private mutating func index() {
    var table = ByteStringTable()
    for start in starts {
      let id = table.intern(fields[start].name)
      if startOfID.updateValue(start, forKey: id) != nil { repeatedKey = fields[start].name }
    }
    starts = startOfID.values.sorted()
    self.table = table
  }
}
