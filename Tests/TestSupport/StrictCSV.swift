/// Reads comma-separated values after RFC 4180, byte by byte, so that the tests do not believe the
/// writer.
///
/// - Returns: The records' cells as bytes, or nil where the text breaks the grammar.
public func readCSV(_ text: String) -> [[[UInt8]]]? {
  var records: [[[UInt8]]] = []
  var record: [[UInt8]] = []
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    guard let cell = takeCell(&bytes) else { return nil }
    record.append(cell)
    guard let separator = bytes.popFirst() else { return nil }
    if separator == UInt8(ascii: ",") { continue }
    guard separator == 0x0A else { return nil }
    records.append(record)
    record = []
  }
  return record.isEmpty ? records : nil
}

private func takeCell(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
  guard bytes.first == UInt8(ascii: "\"") else {
    let cell = bytes.prefix { $0 != UInt8(ascii: ",") && $0 != 0x0A }
    bytes = bytes.dropFirst(cell.count)
    return cell.contains(UInt8(ascii: "\"")) || cell.contains(0x0D) ? nil : Array(cell)
  }
  bytes = bytes.dropFirst()
  var cell: [UInt8] = []
  while let byte = bytes.popFirst() {
    if byte != UInt8(ascii: "\"") {
      cell.append(byte)
    } else if bytes.first == UInt8(ascii: "\"") {
      bytes = bytes.dropFirst()
      cell.append(byte)
    } else {
      return cell
    }
  }
  return nil
}
