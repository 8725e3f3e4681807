/// A column of byte strings, one a row, in a few large buffers.
///
/// The image references are the largest part of a dataset. They are kept as the chunks they were
/// read in, so that a million of them never have to be copied into one growing array.
public struct ByteStringColumn: Sendable {
  struct Segment: Sendable {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []

    mutating func append(_ string: UnsafeRawBufferPointer) {
      bytes.append(contentsOf: string)
      ends.append(UInt32(bytes.count))
    }

    subscript(row: Int) -> ArraySlice<UInt8> {
      bytes[(row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])]
    }
  }

  private var segments: [Segment] = []
  private var firstRows: [Int] = []

  /// How many strings there are.
  public private(set) var count = 0

  init() {}

  mutating func append(_ segment: Segment) {
    guard !segment.ends.isEmpty else { return }
    segments.append(segment)
    firstRows.append(count)
    count += segment.ends.count
  }

  /// The bytes of one row's string.
  public subscript(row: Int) -> ArraySlice<UInt8> {
    let segment = segmentIndex(of: row)
    return segments[segment][row - firstRows[segment]]
  }

  /// One row's string for people; the bytes are valid UTF-8.
  public func string(_ row: Int) -> String { String(decoding: self[row], as: UTF8.self) }

  /// The last segment that starts at or before a row.
  private func segmentIndex(of row: Int) -> Int {
    var low = 0
    var high = firstRows.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstRows[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// The strings of the given rows only, in that order.
  func selecting(_ rows: [Int]) -> ByteStringColumn {
    var column = ByteStringColumn()
    var segment = Segment()
    for row in rows {
      self[row].withUnsafeBytes { segment.append($0) }
      if segment.bytes.count > 1 << 22 {
        column.append(segment)
        segment = Segment()
      }
    }
    column.append(segment)
    return column
  }
}
