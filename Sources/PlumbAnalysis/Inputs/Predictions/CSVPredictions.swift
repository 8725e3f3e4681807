import PlumbText

/// Predictions as a table: a header with the class names, then one row an image, separated by commas,
/// semicolons or tabs.
///
/// A first column named `source-ref`, `image`, `filename` or the like names the image; without one the
/// rows are in the order of the manifest.
public struct CSVPredictions: PredictionFormat {
  /// Makes the format.
  public init() {}

  /// How the names of such files end.
  public var name: String { "csv" }

  /// Reads a file.
  public func read(
    _ bytes: [UInt8], classNames: [String]?
  ) throws(FormatError) -> Predictions {
    var reader = CSVReader(table: bytes)
    guard let header = try reader.next() else { throw FormatError("the file is empty") }
    let names = header.cells.map { String(decoding: $0, as: UTF8.self) }
    let namesImages = names.first.map { referenceColumnNames.contains($0.lowercased()) } ?? false
    var builder = try PredictionsBuilder(classNames: Array(names.dropFirst(namesImages ? 1 : 0)))
    builder.imageColumn = namesImages ? names[0] : nil
    while let record = try reader.next() {
      guard record.cells.count == names.count else {
        throw FormatError(
          line: record.line, "\(record.cells.count) cells, but the header has \(names.count)")
      }
      var row: [Double] = []
      for cell in record.cells.dropFirst(namesImages ? 1 : 0) {
        row.append(try Self.number(cell, line: record.line))
      }
      try builder.add(
        row, reference: namesImages ? Array(record.cells[0]) : nil, line: record.line)
    }
    return try builder.predictions()
  }

  private static func number(_ cell: ArraySlice<UInt8>, line: Int) throws(FormatError) -> Double {
    let text = String(decoding: cell, as: UTF8.self)
    let trimmed = text.drop { $0 == " " }.prefix { $0 != " " }
    guard let number = Double(trimmed) else {
      throw FormatError(line: line, "'\(text.prefix(40))' is not a number")
    }
    return number
  }
}
