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
  /// What separates cells.
  package let separator: UInt8
  /// Whether spaces around quotes are skipped.
  private var isLenient = false
  private var position: Int
  private var line = 1

  /// Begins with the first record; a byte order mark is skipped.
  package init(_ bytes: [UInt8], separator: Character = ",") {
    self.bytes = bytes
    self.separator = separator.asciiValue ?? UInt8(ascii: ",")
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Begins with the first record of a table as spreadsheets and other programs write it: the
  /// separator is the comma, semicolon or tab that is most frequent in the first line outside
  /// quotes, or the one that a line `sep=;` in front names.
  ///
  /// - Throws: if the file is no text in UTF-8.
  package init(table bytes: [UInt8]) throws(FormatError) {
    if let error = FormatError(foreignFile: bytes) { throw error }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].prefix { $0 != 0x0A }
    let named = first.starts(with: "sep=".utf8) ? first.dropFirst(4).first : nil
    let separator = named ?? Self.separator(of: first)
    self.init(bytes, separator: Character(UnicodeScalar(separator)))
    isLenient = true
    if named != nil { (position, line) = (min(first.endIndex + 1, bytes.count), 2) }
  }

  private static func separator(of header: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in header {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let comma = UInt8(ascii: ",")
    let best = [comma, UInt8(ascii: ";"), 0x09].max {
      counts[$0, default: 0] < counts[$1, default: 0]
    }
    return counts[best ?? comma, default: 0] > counts[comma, default: 0] ? best ?? comma : comma
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
    let quote = isLenient ? bytes[position...].firstIndex { $0 != 0x20 } ?? position : position
    if quote < bytes.count, bytes[quote] == UInt8(ascii: "\"") {
      position = quote
      let cell = try takeQuotedCell()
      while isLenient, position < bytes.count, bytes[position] == 0x20 { position += 1 }
      return cell
    }
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
