import PlumbText

/// Labels that are taken for the truth, as a file gives them.
///
/// Three forms are read: a JSON object from image or line to label, `{"0": "cat"}`; objects such as
/// `{"ImageId": "a1", "Label": "cat"}` in a JSON array or as JSON Lines; a table whose header has a
/// column for the image and one for the label, separated by commas, semicolons or tabs. A manifest is
/// read by `ManifestReader`.
public struct TruthLabels: Sendable, Equatable {
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

  /// Where in a file the labels are: names of columns, or of keys in JSON.
  public struct Columns: Sendable, Hashable {
    /// What names the image; nil if the keys of an object do.
    public var image: String?
    /// What holds the label; nil if the values of an object do.
    public var label: String?
  }

  /// The labels in the order of the file.
  public let entries: [Entry]
  /// Where they were found; nil for labels that are from no file.
  public let columns: Columns?

  /// Takes entries as they are.
  public init(_ entries: [Entry]) { (self.entries, columns) = (entries, nil) }

  /// The classes, each once, in the order of their first appearance.
  var classNames: [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return entries.map(\.label).filter { seen.insert($0).inserted }
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - column: The column or key that holds the label; nil to take the one that is named like it.
  /// - Throws: what is wrong, with its line; also if several columns may hold the label.
  public init(parsing bytes: [UInt8], column: String? = nil) throws(FormatError) {
    if let error = FormatError(foreignFile: bytes) { throw error }
    let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      (entries, columns) = try Self.entries(try Self.json(bytes), column)
    case nil: throw FormatError("the file is empty")
    default: (entries, columns) = try Self.entries(csv: bytes, column)
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

  /// The document; JSON Lines as an array of their objects.
  private static func json(_ bytes: [UInt8]) throws(FormatError) -> ParsedJSON {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains { !" \t\r".utf8.contains($0) } }
    guard let first = lines.first, let object = try? ParsedJSON.parse(first.element),
      case .object(let members) = object,
      lines.count > 1 || (try? columns(members.map(\.key), nil, line: 1)) != nil
    else { return try ParsedJSON.parse(bytes[...]) }
    var elements: [ParsedJSON.Element] = []
    for (place, line) in lines {
      let value = try ParsedJSON.parse(line, firstLine: place + 1)
      elements.append(ParsedJSON.Element(line: place + 1, value: value))
    }
    return .array(elements)
  }

  private static func entries(
    _ value: ParsedJSON, _ column: String?
  ) throws(FormatError) -> ([Entry], Columns) {
    switch value {
    case .object(let members):
      if let column { throw FormatError("the file is a JSON object without the key '\(column)'") }
      var entries: [Entry] = []
      for member in members {
        guard let label = member.value.name ?? member.value.label else {
          throw FormatError(line: member.line, "a label must be a string or a number")
        }
        entries.append(Entry(key: member.key, label: label, line: member.line))
      }
      return (entries, Columns())
    case .array(let elements):
      var (entries, columns): ([Entry], Columns?) = ([], nil)
      for element in elements {
        guard case .object(let members) = element.value else {
          throw FormatError(line: element.line, "each element must be an object")
        }
        if columns == nil {
          columns = try Self.columns(members.map(\.key), column, line: element.line)
        }
        if let columns, let entry = try entry(element, columns) { entries.append(entry) }
      }
      return (entries, columns ?? Columns())
    default: throw FormatError("the JSON must be an object or an array of objects")
    }
  }

  /// - Returns: nil if the image or the label is null: the image is listed, but has no label.
  private static func entry(
    _ element: ParsedJSON.Element, _ columns: Columns
  ) throws(FormatError) -> Entry? {
    for column in [columns.image, columns.label].compactMap(\.self) {
      if case .null = element.value.member(column) { return nil }
    }
    let key = columns.image.flatMap { element.value.member($0)?.name }
    let label = columns.label.flatMap { element.value.member($0)?.name }
    guard let key, let label else {
      throw FormatError(
        line: element.line,
        "an object needs the image ('\(columns.image ?? "")') and its label "
          + "('\(columns.label ?? "")')")
    }
    return Entry(key: key, label: label, line: element.line)
  }

  // MARK: CSV

  private static func entries(
    csv bytes: [UInt8], _ column: String?
  ) throws(FormatError) -> ([Entry], Columns) {
    var reader = try CSVReader(table: bytes)
    let header = try reader.next()?.cells.map(ColumnNames.trimmed) ?? []
    let columns = try columns(header, column, line: 1)
    guard let key = header.firstIndex(of: Array((columns.image ?? "").utf8)),
      let label = header.firstIndex(of: Array((columns.label ?? "").utf8))
    else { return ([], columns) }
    var entries: [Entry] = []
    while let record = try reader.next() {
      guard record.cells.count > max(key, label) else {
        throw FormatError(line: record.line, "the line has too few cells")
      }
      let entry = Entry(
        key: ColumnNames.trimmed(record.cells[key]),
        label: ColumnNames.trimmed(record.cells[label]), line: record.line)
      // An image without a label has none: a table of all lines of a manifest has such rows.
      if !entry.key.isEmpty, !entry.label.isEmpty { entries.append(entry) }
    }
    return (entries, columns)
  }

  // MARK: Names

  /// Finds the columns of the image and of the label among names.
  ///
  /// - Throws: if one is missing, or several may be the label.
  private static func columns(
    _ names: [[UInt8]], _ column: String?, line: Int
  ) throws(FormatError) -> Columns {
    let labels =
      column.map { column in names.filter { $0.elementsEqual(column.utf8) } }
      ?? names.filter { ColumnNames.first([$0], of: ColumnNames.label) != nil }
    let others = names.filter { !labels.contains($0) }
    let image = ColumnNames.first(others, of: ColumnNames.image + ColumnNames.identifier)
      .map { others[$0] }
    guard let image, let label = labels.first else {
      throw FormatError(line: line, missing(names, image: image != nil, column))
    }
    if labels.count > 1 {
      let choices = labels.map { "--column \(String(decoding: $0, as: UTF8.self))" }
      throw FormatError(
        line: line,
        "several columns could contain the reference label; choose one: "
          + choices.joined(separator: " or "))
    }
    return Columns(
      image: String(decoding: image, as: UTF8.self), label: String(decoding: label, as: UTF8.self))
  }

  private static func missing(_ names: [[UInt8]], image: Bool, _ column: String?) -> String {
    let found = names.prefix(10).map { "'\(String(decoding: $0, as: UTF8.self).prefix(40))'" }
      .joined(separator: ", ")
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    let wanted: String
    if !image {
      wanted = "the header has no column for the image (source-ref, image, filename, id or line)"
    } else if let column {
      wanted = "there is no column '\(column)'"
    } else {
      wanted = "the header has no column named label; choose one with --column NAME"
    }
    return "\(wanted); it has \(found)\(rest)"
  }
}

extension ParsedJSON {
  /// A text, or a whole number as a text.
  fileprivate var name: [UInt8]? {
    text ?? number.flatMap { Int(exactly: $0) }.map { Array(String($0).utf8) }
  }

  /// The label in an object about one image, such as `{"label": "cat", "by": "me"}`.
  fileprivate var label: [UInt8]? {
    guard case .object(let members) = self else { return nil }
    return ColumnNames.first(members.map(\.key), of: ColumnNames.label)
      .flatMap { members[$0].value.name }
  }
}
