import CSimdjson
import PlumbText

/// Keys that look as if they were meant as labels, on lines without a label attribute.
///
/// A manifest without a label attribute cannot be read; these keys explain why.
struct UnreadKeys: Sendable {
  /// Why a key is not a label.
  enum Reason: Hashable, Sendable {
    /// The value is there, without metadata.
    case withoutMetadata(ValueKind)
    /// The metadata have no `type`.
    case withoutType(hasClassName: Bool)
    /// The metadata have a type, which may be readable, but the key that they describe is missing.
    case withoutValue(isReadable: Bool)
    /// The type is not one of Ground Truth.
    case foreignType(String)
    /// The metadata of the key, or its class name, have a name that is spelled differently.
    case misspelled(String, right: String)
    /// The class name is a value of another kind.
    case classNameNotText
    /// The metadata are not an object.
    case metadataNotObject
  }

  /// The kind of a value that could be a label.
  enum ValueKind: String, Hashable, Sendable {
    case numbers
    case numbersAsText = "numbers written as strings"
    case texts = "strings"
    case lists
    case booleans = "true and false"
  }

  /// One key and how often it occurs.
  struct Key: Sendable {
    /// The key without `-metadata`.
    var name: ByteString
    var reason: Reason
    var count = 0
    var firstLine = 0
    /// Hashes of the first values, until one of them occurs again.
    var values: Set<UInt64> = []
    var isRepeated = false

    /// Records a value; only the first ones are kept.
    mutating func take(_ hash: UInt64, keeping most: Int) {
      isRepeated = values.contains(hash)
      if !isRepeated, values.count < most { values.insert(hash) }
    }

    /// Whether all values are different, as for an identifier: then it is not a class.
    var isIdentifier: Bool {
      if case .withoutMetadata = reason { return !isRepeated }
      return false
    }
  }

  /// Hostile lines may have thousands of keys.
  private static let mostKeys = 64
  private static let mostValues = 256

  private(set) var keys: [Key] = []

  /// The keys that could be labels, most frequent first.
  ///
  /// - Parameter rowCount: How many rows the manifest has; in a single row a label cannot be
  ///   distinguished from an identifier.
  func candidates(rowCount: Int) -> [Key] {
    keys.enumerated().filter { rowCount == 1 || !$0.element.isIdentifier }
      .sorted { (-$0.element.count, $0.offset) < (-$1.element.count, $1.offset) }
      .map(\.element)
  }

  /// Adds the keys of one line without a label.
  mutating func add(_ fields: JSONFields, line: Int) {
    var index = 0
    while index < fields.count {
      let field = fields[index]
      let inner = index + 1..<index + 1 + Int(field.children)
      if let (name, reason) = Self.judge(field, inner, fields) {
        note(ByteString(name), reason, field, line: line)
      }
      index = inner.upperBound
    }
  }

  private mutating func note(
    _ name: ByteString, _ reason: Reason, _ field: plumb_json_field, line: Int
  ) {
    let place = keys.firstIndex { $0.name == name && $0.reason == reason } ?? keys.count
    if place == keys.count {
      guard keys.count < Self.mostKeys else { return }
      keys.append(Key(name: name, reason: reason, firstLine: line))
    }
    keys[place].count += 1
    if !keys[place].isRepeated { keys[place].take(field.valueHash, keeping: Self.mostValues) }
  }

  /// Adds the keys of the next part of a manifest.
  mutating func append(_ other: UnreadKeys, lineOffset: Int) {
    for var key in other.keys {
      key.firstLine += lineOffset
      let place = keys.firstIndex { $0.name == key.name && $0.reason == key.reason }
      guard let place else {
        if keys.count < Self.mostKeys { keys.append(key) }
        continue
      }
      keys[place].count += key.count
      keys[place].isRepeated =
        keys[place].isRepeated || key.isRepeated || !keys[place].values.isDisjoint(with: key.values)
    }
  }

  // MARK: One key

  private static func judge(
    _ field: plumb_json_field, _ range: Range<Int>, _ fields: JSONFields
  ) -> (name: String, reason: Reason)? {
    guard !equalBytes(field.name, "source-ref"), !equalBytes(field.name, "source") else {
      return nil
    }
    let key = String(decoding: field.name, as: UTF8.self)
    guard key.hasSuffix(metadataSuffix) else {
      // Where there are metadata, these say what is missing.
      let right = key + metadataSuffix
      guard let kind = field.valueKind, !fields.hasOuter(right) else { return nil }
      if key.utf8.allSatisfy(Self.isPlain), let name = fields.misspelled(right) {
        return (key, .misspelled(name, right: right))
      }
      return (key, .withoutMetadata(kind))
    }
    let name = String(key.dropLast(metadataSuffix.count))
    if name.isEmpty || name == "source-ref" || name == "source" { return nil }
    guard field.isKind(PLUMB_JSON_OBJECT) else { return (name, .metadataNotObject) }
    return (name, metadataReason(fields, range))
  }

  private static func metadataReason(_ fields: JSONFields, _ range: Range<Int>) -> Reason {
    let metadata = MetadataFields(fields: fields, shape: MetadataShape(fields, range))
    if metadata.className == nil, let name = fields.misspelled("class-name", in: range) {
      return .misspelled(name, right: "class-name")
    }
    guard let type = metadata.type?.text else {
      if metadata.className.map({ $0.string == nil }) ?? false { return .classNameNotText }
      return .withoutType(hasClassName: metadata.className != nil)
    }
    guard let known = labelType(of: type) else { return .foreignType(shortened(type)) }
    return .withoutValue(isReadable: known.kind != nil)
  }

  /// Whether a byte needs no quoting in a command that renames the key.
  private static func isPlain(_ byte: UInt8) -> Bool {
    JSONScanner.isWordByte(byte) || byte == UInt8(ascii: "-")
  }

  private static let metadataSuffix = "-metadata"
}

extension plumb_json_field {
  /// The kind of value, if it could be a label; nil for null and for objects.
  fileprivate var valueKind: UnreadKeys.ValueKind? {
    switch plumb_json_kind(UInt32(kind)) {
    case PLUMB_JSON_INTEGER, PLUMB_JSON_DOUBLE: .numbers
    case PLUMB_JSON_STRING:
      string.map { LenientLine.isJSONNumber($0) } ?? false ? .numbersAsText : .texts
    case PLUMB_JSON_TRUE, PLUMB_JSON_FALSE: .booleans
    case PLUMB_JSON_ARRAY: .lists
    default: nil
    }
  }

  /// A hash of the value; all lists have the same one.
  fileprivate var valueHash: UInt64 {
    string.map { hashBytes($0) } ?? (UInt64(kind) << 56 ^ value)
  }
}
