import PlumbText

/// Predictions as a table: a header with the class names, then one row an image, separated by commas,
/// semicolons or tabs.
///
/// A column named `source-ref`, `image`, `filename` or the like names the image; without one the rows
/// are in the order of the manifest. A table with a row for each image and class has a column for the
/// class and one for the probability. Columns of text, and columns such as `index` without which the
/// probabilities add up to 1, are ignored and listed in ``Predictions/ignoredColumns``.
public struct CSVPredictions: PredictionFormat {
  /// Makes the format.
  public init() {}

  /// How the names of such files end.
  public var name: String { "csv" }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - classNames: The columns to read; nil for all that hold probabilities.
  ///   - kind: What the probabilities say.
  public func read(
    _ bytes: [UInt8], classNames: [String]?, kind: PredictionKind
  ) throws(FormatError) -> Predictions {
    var reader = try CSVReader(table: bytes)
    guard let header = try reader.next() else { throw FormatError("the file is empty") }
    let columns = try TableColumns(
      header.cells.map(ColumnNames.trimmed), reader, classNames, kind: kind)
    return try columns.isLong
      ? Self.long(reader, columns, kind: kind) : Self.wide(reader, columns, kind: kind)
  }

  /// A column for each class.
  private static func wide(
    _ reader: CSVReader, _ columns: TableColumns, kind: PredictionKind
  ) throws(FormatError) -> Predictions {
    var reader = reader
    var builder = try PredictionsBuilder(
      classNames: columns.classes.map(columns.name), kind: kind)
    (builder.imageColumn, builder.ignoredColumns) = (columns.imageName, columns.ignored)
    while let record = try reader.next() {
      let cells = try columns.cells(record)
      var row: [Double] = []
      for column in columns.classes { row.append(try columns.number(cells[column], record.line)) }
      let reference = columns.image.map { ColumnNames.trimmed(cells[$0]) }
      try builder.add(row, reference: reference, line: record.line)
    }
    return try builder.predictions()
  }

  /// A row for each image and class.
  private static func long(
    _ reader: CSVReader, _ columns: TableColumns, kind: PredictionKind
  ) throws(FormatError) -> Predictions {
    var reader = reader
    var rows: [PredictionRow] = []
    var places = NameIndex()
    var images: [String] = []
    guard let image = columns.image, let label = columns.label, let score = columns.classes.first
    else { throw FormatError("no column contains probabilities") }
    while let record = try reader.next() {
      let cells = try columns.cells(record)
      let reference = ColumnNames.trimmed(cells[image])
      let place = places.place(of: reference, addingTo: &images)
      if place == rows.count {
        rows.append(PredictionRow(line: record.line, reference: reference, values: .named([])))
      }
      rows[place].add(
        ColumnNames.trimmed(cells[label]), try columns.number(cells[score], record.line))
    }
    return try PredictionRow.predictions(
      rows, classNames: nil, imageColumn: columns.imageName, ignoredColumns: columns.ignored,
      kind: kind)
  }
}

/// What the columns of a table of predictions hold.
private struct TableColumns {
  private let names: [[UInt8]]
  private let separator: UInt8
  /// The column that names the image.
  private(set) var image: Int?
  /// The column with the class, in a table with a row for each image and class.
  private(set) var label: Int?
  /// The columns with probabilities.
  private(set) var classes: [Int] = []
  /// The names of the columns that are not read.
  private(set) var ignored: [String] = []

  /// Whether there is a row for each image and class.
  var isLong: Bool { label != nil }
  var imageName: String? { image.map(name) }

  /// Finds out what the columns hold.
  ///
  /// - Parameters:
  ///   - names: The header.
  ///   - reader: Behind the header.
  ///   - wanted: The columns to read; nil for all that hold probabilities.
  ///   - kind: What the probabilities say.
  init(
    _ names: [[UInt8]], _ reader: CSVReader, _ wanted: [String]?, kind: PredictionKind
  ) throws(FormatError) {
    (self.names, separator) = (names, reader.separator)
    let texts = try textColumns(reader)
    image =
      ColumnNames.first(names, of: ColumnNames.image)
      ?? texts.first {
        $0 == 0 && !isNamed(0, ColumnNames.predicted) || isNamed($0, ColumnNames.identifier)
      }
    if let wanted {
      classes = try columns(wanted)
    } else {
      classes = names.indices.filter { $0 != image && !texts.contains($0) }
      try leaveOutExtra(reader, kind)
      findLabel(among: texts)
    }
    let used = Set([image, label].compactMap(\.self) + classes)
    ignored = names.indices.filter { !used.contains($0) }.map(name)
  }

  func name(_ column: Int) -> String { String(decoding: names[column], as: UTF8.self) }

  /// The cells of a record, as many as the header has.
  func cells(_ record: CSVReader.Record) throws(FormatError) -> [ArraySlice<UInt8>] {
    guard record.cells.count == names.count else {
      throw FormatError(
        line: record.line, "\(record.cells.count) cells, but the header has \(names.count)")
    }
    return record.cells
  }

  /// A number, which may have a decimal comma where this separates no cells, and a percent sign.
  func number(_ cell: ArraySlice<UInt8>, _ line: Int) throws(FormatError) -> Double {
    guard let number = number(cell) else {
      let text = String(decoding: cell, as: UTF8.self)
      throw FormatError(line: line, "'\(text.prefix(40))' is not a number")
    }
    return number
  }

  private func number(_ cell: ArraySlice<UInt8>) -> Double? {
    var text = ColumnNames.trimmed(cell)
    if text.last == UInt8(ascii: "%") { text = ColumnNames.trimmed(text.dropLast()) }
    let comma = UInt8(ascii: ",")
    if separator != comma, !text.contains(UInt8(ascii: ".")), let place = text.firstIndex(of: comma)
    {
      text[place] = UInt8(ascii: ".")
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  /// The columns without any number, where there is a record at all.
  private func textColumns(_ reader: CSVReader) throws(FormatError) -> [Int] {
    var reader = reader
    var texts = Set(names.indices)
    var isEmpty = true
    while !texts.isEmpty, let record = try reader.next() {
      isEmpty = false
      texts = texts.filter { $0 >= record.cells.count || number(record.cells[$0]) == nil }
    }
    return isEmpty ? [] : texts.sorted()
  }

  private func columns(_ wanted: [String]) throws(FormatError) -> [Int] {
    var columns: [Int] = []
    for name in wanted {
      let bytes = ColumnNames.trimmed(name.utf8)
      guard let column = names.firstIndex(of: bytes) else {
        throw FormatError("the header has no column '\(name)'")
      }
      columns.append(column)
    }
    return columns
  }

  /// How many rows show whether columns add up to 1.
  private static let tried = 100

  /// Leaves out columns of numbers that by their name are no class, if the others add up to 1, or need not.
  private mutating func leaveOutExtra(
    _ reader: CSVReader, _ kind: PredictionKind
  ) throws(FormatError) {
    let extra = classes.filter { isNamed($0, ColumnNames.extra) }
    let others = classes.filter { !extra.contains($0) }
    if extra.isEmpty { return }
    if others.isEmpty {
      classes = extra.filter { isNamed($0, ColumnNames.score) }
    } else if kind == .eachClass {
      classes = others
    } else if try areWhole(others, reader) {
      classes = others
    }
    let left = extra.filter { !classes.contains($0) && isNamed($0, ColumnNames.identifier) }
    if image == nil, let number = left.first, try !isCount(number, reader) { image = number }
  }

  private func isNamed(_ column: Int, _ list: [String]) -> Bool {
    ColumnNames.first([names[column]], of: list) != nil
  }

  private func areWhole(_ columns: [Int], _ reader: CSVReader) throws(FormatError) -> Bool {
    var (reader, left) = (reader, Self.tried)
    while left > 0, let record = try reader.next() {
      guard record.cells.count == names.count else { return false }
      let sum = columns.reduce(0) { $0 + (number(record.cells[$1]) ?? 0) }
      if !PredictionsBuilder.isWhole(sum) { return false }
      left -= 1
    }
    return true
  }

  /// Whether a column counts the rows, from 0 or 1: then it says no more than their order.
  private func isCount(_ column: Int, _ reader: CSVReader) throws(FormatError) -> Bool {
    var reader = reader
    var next: Int?
    while let record = try reader.next() {
      guard column < record.cells.count,
        let value = Int(String(decoding: ColumnNames.trimmed(record.cells[column]), as: UTF8.self)),
        value == next ?? min(max(value, 0), 1)
      else { return false }
      // File names are often numbers with zeros in front.
      if record.cells[column].count != String(value).utf8.count { return false }
      next = value + 1
    }
    return true
  }

  /// One column of numbers beside one of classes: a row for each image and class.
  private mutating func findLabel(among texts: [Int]) {
    guard classes.count == 1, image != nil else { return }
    label = texts.first { $0 != image && isNamed($0, ColumnNames.predicted) }
  }
}
