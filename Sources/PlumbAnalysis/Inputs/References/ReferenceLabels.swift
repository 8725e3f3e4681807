/// Labels that are taken for the truth, as a file gives them.
///
/// Three forms are read: a JSON object from image or line to label, `{"0": "cat"}`; a JSON array of
/// objects such as `{"ImageId": "a1", "Label": "cat"}`; comma-separated values with a header that has
/// a column for the image and one for the label. A manifest is read by `ManifestReader`.
public struct ReferenceLabels: Sendable, Equatable {
  /// One label.
  public struct Entry: Sendable, Hashable {
    /// The image or line that it is for, as it was written.
    public var key: [UInt8]
    /// The class.
    public var label: [UInt8]
    /// The line of the file.
    public var line: Int

    /// Makes an entry.
    public init(key: [UInt8], label: [UInt8], line: Int) {
      (self.key, self.label, self.line) = (key, label, line)
    }
  }

  /// The labels in the order of the file.
  public let entries: [Entry]

  /// Takes entries as they are.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// Reads a file.
  ///
  /// - Throws: what is wrong, with its line.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      entries = try Self.entries(try ParsedJSON.parse(bytes[...]))
    case nil: throw FormatError("the file is empty")
    default: entries = try Self.entries(csv: bytes)
    }
    guard !entries.isEmpty else { throw FormatError("the file has no labels") }
  }

  /// Whether a file looks like a manifest: its first line is an object with `source-ref`.
  public static func isManifest(_ bytes: [UInt8]) -> Bool {
    guard let line = bytes.split(separator: 0x0A, maxSplits: 1).first,
      let value = try? ParsedJSON.parse(line)
    else { return false }
    return value.member("source-ref") != nil
  }

  // MARK: JSON

  private static func entries(_ value: ParsedJSON) throws(FormatError) -> [Entry] {
    switch value {
    case .object(let members):
      var entries: [Entry] = []
      for member in members {
        guard let label = member.value.text else {
          throw FormatError(line: member.line, "a label must be a string")
        }
        entries.append(Entry(key: member.key, label: label, line: member.line))
      }
      return entries
    case .array(let elements):
      var entries: [Entry] = []
      for element in elements { entries.append(try entry(element)) }
      return entries
    default: throw FormatError("the JSON must be an object or an array of objects")
    }
  }

  private static func entry(_ element: ParsedJSON.Element) throws(FormatError) -> Entry {
    guard case .object(let members) = element.value else {
      throw FormatError(line: element.line, "each element must be an object")
    }
    let key = members.first { isKeyName($0.key) }?.value
    let label = members.first { isLabelName($0.key) }?.value.text
    let text = key?.text ?? key?.number.flatMap { Int(exactly: $0) }.map { Array(String($0).utf8) }
    guard let text, let label else {
      throw FormatError(
        line: element.line, "an object needs the image (ImageId, source-ref or line) and its Label")
    }
    return Entry(key: text, label: label, line: element.line)
  }

  // MARK: CSV

  private static func entries(csv bytes: [UInt8]) throws(FormatError) -> [Entry] {
    var reader = CSVReader(bytes)
    guard let header = try reader.next(),
      let key = header.cells.firstIndex(where: { isKeyName(Array($0)) }),
      let label = header.cells.firstIndex(where: { isLabelName(Array($0)) })
    else {
      throw FormatError(
        line: 1,
        "the header needs a column for the image (source-ref, image, id or line) and one "
          + "named label")
    }
    var entries: [Entry] = []
    while let record = try reader.next() {
      guard record.cells.count > max(key, label) else {
        throw FormatError(line: record.line, "the line has too few cells")
      }
      entries.append(
        Entry(
          key: Array(record.cells[key]), label: Array(record.cells[label]), line: record.line))
    }
    return entries
  }

  // MARK: Names

  private static let keyNames =
    referenceColumnNames + ["imageid", "image-id", "image_id", "id", "line", "row", "key", "file"]
  private static let labelNames = ["label", "class", "class-name", "class_name", "truth"]

  private static func isKeyName(_ name: [UInt8]) -> Bool { isOne(name, of: keyNames) }
  private static func isLabelName(_ name: [UInt8]) -> Bool { isOne(name, of: labelNames) }

  private static func isOne(_ name: [UInt8], of names: [String]) -> Bool {
    let lowered = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return names.contains { $0.utf8.elementsEqual(lowered) }
  }
}
