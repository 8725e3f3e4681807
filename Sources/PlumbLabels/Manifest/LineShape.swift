import CSimdjson

/// What the keys of a line mean: the position of the reference, and the pairs that may be labels.
///
/// Nearly all lines of a manifest have the same keys in the same order, so this is computed once
/// per run of such lines.
struct LineShape {
  /// A key `X-metadata` whose value is an object, with the position of `X` if there is one.
  struct Pair {
    var name: String
    var label: Int?
    var metadata: MetadataShape
    /// Whether it is a value without metadata, which was asked for.
    var isBare = false
    /// The number of the attribute, once it is known to be one.
    var attribute: Int?
  }

  private(set) var sourceRef: Int?
  /// The position of a text that is labelled instead of an image.
  private(set) var textSource: Int?
  var pairs: [Pair] = []
  /// Whether there is a key `errors` where Rekognition Custom Labels writes its own.
  private(set) var mayHoldErrors = false
  /// A repeated key, if any.
  private(set) var repeatedKey: String?

  /// A line without keys.
  init() {}

  /// Looks at the keys of a line.
  ///
  /// - Parameters:
  ///   - fields: The fields of the line.
  ///   - bare: Names of values that are read although they have no metadata.
  init(_ fields: JSONFields, reading bare: [String] = []) {
    var names = ByteStringTable()
    var start: [Int] = []
    var index = 0
    while index < fields.count {
      let id = names.intern(fields[index].name)
      if id == start.count {
        start.append(index)
      } else {
        repeatedKey = names.string(id)
        start[id] = index
      }
      index += 1 + Int(fields[index].children)
    }
    // Of a repeated key the last one counts, and so does its place in the order.
    for index in start.sorted() { take(fields, index, &names, start) }
    for name in bare { takeBare(name, fields, &names, start) }
  }

  private mutating func takeBare(
    _ name: String, _ fields: JSONFields, _ names: inout ByteStringTable, _ start: [Int]
  ) {
    guard let id = names.find(Array(name.utf8)), id < start.count,
      !pairs.contains(where: { $0.label == start[id] })
    else { return }
    let nothing = start[id]..<start[id]
    pairs.append(
      Pair(name: name, label: start[id], metadata: MetadataShape(fields, nothing), isBare: true))
  }

  private mutating func take(
    _ fields: JSONFields, _ index: Int, _ names: inout ByteStringTable, _ start: [Int]
  ) {
    let field = fields[index]
    mayHoldErrors = mayHoldErrors || fields.mayHoldErrors(index)
    if equalBytes(field.name, "source-ref") {
      sourceRef = index
    } else if equalBytes(field.name, "source") {
      textSource = index
    } else if field.isKind(PLUMB_JSON_OBJECT), let base = Self.attributeName(field.name) {
      let id = names.intern(base)
      let inner = index + 1..<index + 1 + Int(field.children)
      pairs.append(
        Pair(
          name: String(decoding: base, as: UTF8.self), label: id < start.count ? start[id] : nil,
          metadata: MetadataShape(fields, inner)))
    }
  }

  /// The `X` of `X-metadata`; keys about the data itself are not labels.
  private static func attributeName(_ key: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let suffix = 9
    guard key.count > suffix,
      equalBytes(UnsafeRawBufferPointer(rebasing: key.suffix(suffix)), "-metadata")
    else { return nil }
    let name = UnsafeRawBufferPointer(rebasing: key.dropLast(suffix))
    return equalBytes(name, "source-ref") || equalBytes(name, "source") ? nil : name
  }
}
