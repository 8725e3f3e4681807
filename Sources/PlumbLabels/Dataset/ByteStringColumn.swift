import PlumbSystem

/// A column of byte strings, one per row, in a few large buffers.
///
/// The image references are the largest part of a dataset, and neighbours mostly differ in their
/// last characters only. So only the part of a string that differs from the one before it is kept
/// (front coding), with a whole string at regular intervals. The buffers are the chunks that the
/// manifest was read in: a million references are never copied into one array.
public struct ByteStringColumn: Sendable {
  struct Segment: Sendable {
    /// The interval of rows with a whole string: reading a row decodes at most this many.
    private static let restart = 16

    private(set) var count = 0
    private var bytes: [UInt8] = []
    /// Where a row's kept bytes end.
    private var ends: [UInt32] = []
    /// How many bytes a row shares with the row before it.
    private var shared: [UInt16] = []
    /// The last string, in the first `length` bytes.
    private var previous: [UInt8] = []
    private var length = 0

    /// How many bytes are kept.
    var byteCount: Int { bytes.count }

    mutating func reserve(rows: Int, bytes: Int) {
      ends.reserveCapacity(rows)
      shared.reserveCapacity(rows)
      self.bytes.reserveCapacity(bytes)
    }

    mutating func append(_ string: UnsafeRawBufferPointer) {
      let isWhole = count.isMultiple(of: Self.restart)
      let common =
        isWhole
        ? 0
        : min(
          Int(UInt16.max),
          previous.withUnsafeBytes {
            commonPrefix(UnsafeRawBufferPointer(rebasing: $0[..<length]), string)
          })
      let rest = UnsafeRawBufferPointer(rebasing: string[common...])
      bytes.append(contentsOf: rest)
      ends.append(UInt32(bytes.count))
      shared.append(UInt16(common))
      remember(rest, at: common)
      count += 1
    }

    /// Keeps the string for the next one; the array only grows, so that hardly a string changes its
    /// size.
    private mutating func remember(_ rest: UnsafeRawBufferPointer, at common: Int) {
      length = common + rest.count
      if length > previous.count {
        previous.append(contentsOf: repeatElement(0, count: length - previous.count))
      }
      previous.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[common...]).copyMemory(from: rest)
      }
    }

    subscript(row: Int) -> [UInt8] {
      let first = row - row % Self.restart
      var string: [UInt8] = []
      for place in first...row {
        string.removeSubrange(Int(shared[place])...)
        string.append(contentsOf: bytes[(place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])])
      }
      return string
    }

    /// Releases what only appending needs.
    mutating func finish() { (previous, length) = ([], 0) }
  }

  private var segments: [Segment] = []
  private var firstRows: [Int] = []

  /// How many strings there are.
  public private(set) var count = 0

  init() {}

  mutating func append(_ segment: Segment) {
    guard segment.count > 0 else { return }
    segments.append(segment)
    firstRows.append(count)
    count += segment.count
  }

  /// The bytes of one row's string.
  public subscript(row: Int) -> [UInt8] {
    let segment = segmentIndex(of: row)
    return segments[segment][row - firstRows[segment]]
  }

  /// One row's string for people; the bytes are valid UTF-8.
  public func string(_ row: Int) -> String { String(decoding: self[row], as: UTF8.self) }

  /// The last segment that starts at or before a row.
  private func segmentIndex(of row: Int) -> Int {
    firstRows.partitioningIndex { $0 > row } - 1
  }

  /// The strings of the given rows only, in that order.
  func selecting(_ rows: [Int]) -> ByteStringColumn {
    var column = ByteStringColumn()
    var segment = Segment()
    for row in rows {
      self[row].withUnsafeBytes { segment.append($0) }
      if segment.byteCount > 1 << 22 {
        column.append(segment)
        segment = Segment()
      }
    }
    column.append(segment)
    return column
  }
}
