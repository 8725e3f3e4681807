/// Finds rows with the same image reference while the rows come in.
struct DuplicateFinder {
  /// A row that repeats an earlier one.
  struct Duplicate: Sendable {
    var row: Int
    var first: Int
  }

  private(set) var duplicates: [Duplicate] = []
  private var hashes: [UInt64] = []
  /// Open addressing with linear probing; -1 is an empty slot.
  ///
  /// A power of two in size.
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 10)

  /// Takes the next rows, which must be in `references` already.
  mutating func add(_ newHashes: [UInt64], references: ByteStringColumn) {
    for hash in newHashes {
      hashes.append(hash)
      if hashes.count * 2 > slots.count { grow() }
      insert(row: hashes.count - 1, hash, references)
    }
  }

  private mutating func insert(row: Int, _ hash: UInt64, _ references: ByteStringColumn) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let other = Int(slots[slot])
      if hashes[other] == hash, references[other] == references[row] {
        duplicates.append(Duplicate(row: row, first: other))
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(row)
  }

  private mutating func grow() {
    var bigger = [Int32](repeating: -1, count: slots.count * 4)
    for row in slots where row >= 0 {
      var slot = Int(truncatingIfNeeded: hashes[Int(row)]) & (bigger.count - 1)
      while bigger[slot] >= 0 { slot = (slot + 1) & (bigger.count - 1) }
      bigger[slot] = row
    }
    slots = bigger
  }
}
