/// Reads comma-separated values (RFC 4180) record by record, with LF or CRLF line ends; the separator
/// may be another one.
package struct CSVReader {
  /// One record.
  package struct Record {
    /// The line on which it begins, from 1.
    package var line: Int
    /// The cells, without their quotes.
    package var cells: [ArraySlice<UInt8>]
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int
  private var line = 1

  /// Begins with the first record; a byte order mark is skipped.
  package init(_ bytes: [UInt8], separator: Character = ",") {
    self.bytes = bytes
    self.separator = separator.asciiValue ?? UInt8(ascii: ",")
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Begins with the first record of a table as spreadsheets and other programs write it: the
  /// separator is the semicolon or the tab where the first line has one and no comma.
  package init(table bytes: [UInt8]) {
    let first = bytes.prefix { $0 != 0x0A }
    let other = [Character(";"), "\t"].first { first.contains($0.asciiValue ?? 0) }
    self.init(bytes, separator: first.contains(UInt8(ascii: ",")) ? "," : other ?? ",")
  }

  /// The next record that is not an empty line; nil at the end.
  ///
  /// - Throws: if a quote is not closed, or text follows a closing quote.
  package mutating func next() throws(FormatError) -> Record? {
    while position < bytes.count, takeLineEnd() {}
    guard position < bytes.count else { return nil }
    var record = Record(line: line, cells: [])
    repeat { record.cells.append(try takeCell()) } while takeSeparator()
    if position < bytes.count, !takeLineEnd() {
      throw FormatError(line: line, "text follows a closing quote; double any quotes inside a cell")
    }
    return record
  }

  private mutating func takeSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func takeLineEnd() -> Bool {
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
      position += 1
    }
    guard bytes[position] == 0x0A else { return false }
    position += 1
    line += 1
    return true
  }

  private mutating func takeCell() throws(FormatError) -> ArraySlice<UInt8> {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try takeQuotedCell() }
    let start = position
    while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A {
      position += 1
    }
    let endsLine = position < bytes.count && bytes[position] == 0x0A
    let hasReturn = endsLine && position > start && bytes[position - 1] == 0x0D
    return bytes[start..<(hasReturn ? position - 1 : position)]
  }

  private mutating func takeQuotedCell() throws(FormatError) -> ArraySlice<UInt8> {
    let first = line
    var cell: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == byte else { return cell[...] }
        position += 1
      }
      if byte == 0x0A { line += 1 }
      cell.append(byte)
    }
    throw FormatError(line: first, "unclosed quote")
  }
}
