/// Finds rows with the same image reference while the rows come in.
struct DuplicateFinder {
  /// A row that repeats an earlier one.
  struct Duplicate: Sendable {
    var row: Int
    var first: Int
  }

  private(set) var duplicates: [Duplicate] = []
  private var count = 0
  /// Open addressing with linear probing; a power of two in size.
  ///
  /// A slot holds half of a hash above a row number, so that one memory access nearly always
  /// decides; 0 in the upper half is an empty slot.
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)

  /// Reserves capacity for a number of rows.
  mutating func reserve(_ rows: Int) {
    var size = slots.count
    while rows * 2 > size { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  /// Takes the next rows, which must be in `references` already.
  mutating func add(_ newHashes: [UInt64], references: ByteStringColumn) {
    reserve(count + newHashes.count)
    slots.withUnsafeMutableBufferPointer { slots in
      for hash in newHashes {
        let tag = hash >> 32 | 1
        let first = Self.place(tag << 32 | UInt64(count), in: slots) { other in
          references[other] == references[count]
        }
        if let first { duplicates.append(Duplicate(row: count, first: first)) }
        count += 1
      }
    }
  }

  /// Puts an entry into the first free slot of its run, unless an equal one is there already.
  ///
  /// - Returns: The row of the equal entry.
  private static func place(
    _ entry: UInt64, in slots: UnsafeMutableBufferPointer<UInt64>, isEqual: (Int) -> Bool
  ) -> Int? {
    let tag = entry >> 32
    var slot = Int(tag >> 1) & (slots.count - 1)
    while slots[slot] != 0 {
      let row = Int(slots[slot] & 0xFFFF_FFFF)
      if slots[slot] >> 32 == tag, isEqual(row) { return row }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = entry
    return nil
  }

  private mutating func grow(to size: Int) {
    var bigger = [UInt64](repeating: 0, count: size)
    bigger.withUnsafeMutableBufferPointer { bigger in
      for entry in slots where entry != 0 {
        _ = Self.place(entry, in: bigger) { _ in false }
      }
    }
    slots = bigger
  }
}
