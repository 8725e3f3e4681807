/// Finds all pairs of 64-bit hashes that differ in few bits, without comparing each with each.
///
/// Multi-index hashing (Norouzi, Punjani and Fleet, CVPR 2012): of two hashes that differ in at most
/// r bits, one of four parts of 16 bits differs in at most r/4 bits. So each part is a table, and only
/// hashes that nearly agree in a part are compared.
struct HashIndex {
  private static let parts = 4
  private static let size = 1 << 16

  private let hashes: [UInt64]

  init(_ hashes: [UInt64]) { self.hashes = hashes }

  /// Calls `body` once for each pair that differs in at most `radius` bits.
  ///
  /// - Parameters:
  ///   - radius: From 0 to 15; above 11 it takes long.
  ///   - body: Receives the later place, the earlier place, and in how many bits they differ.
  func forEachPair(within radius: Int, _ body: (Int, Int, Int) -> Void) {
    let partRadius = radius / Self.parts
    let masks = Self.masks(partRadius)
    hashes.withUnsafeBufferPointer { hashes in
      for part in 0..<Self.parts {
        let table = Table(hashes, part: part)
        for later in hashes.indices {
          let hash = hashes[later]
          for mask in masks {
            table.forEach(Self.part(hash, part) ^ mask, below: later) { earlier in
              let difference = hash ^ hashes[earlier]
              let distance = difference.nonzeroBitCount
              // A pair that nearly agrees in several parts is told by the first of them.
              if distance <= radius,
                !Self.agrees(difference, before: part, within: partRadius)
              {
                body(later, earlier, distance)
              }
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func part(_ hash: UInt64, _ part: Int) -> Int {
    Int(truncatingIfNeeded: hash >> UInt64(16 * part)) & (size - 1)
  }

  @inline(__always)
  private static func agrees(_ difference: UInt64, before part: Int, within radius: Int) -> Bool {
    for earlier in 0..<part where Self.part(difference, earlier).nonzeroBitCount <= radius {
      return true
    }
    return false
  }

  /// Every difference of a part in at most `radius` bits.
  private static func masks(_ radius: Int) -> [Int] {
    (0..<size).filter { $0.nonzeroBitCount <= radius }
  }

  /// The places of the hashes by one of their parts, ascending for each value.
  private struct Table {
    private var starts = [Int32](repeating: 0, count: size + 1)
    private var places: [Int32]

    init(_ hashes: UnsafeBufferPointer<UInt64>, part: Int) {
      places = Array(repeating: 0, count: hashes.count)
      for hash in hashes { starts[HashIndex.part(hash, part) + 1] += 1 }
      for value in 0..<size { starts[value + 1] += starts[value] }
      var next = starts
      for (place, hash) in hashes.enumerated() {
        let value = HashIndex.part(hash, part)
        places[Int(next[value])] = Int32(place)
        next[value] += 1
      }
    }

    @inline(__always)
    func forEach(_ value: Int, below limit: Int, _ body: (Int) -> Void) {
      var index = Int(starts[value])
      let end = Int(starts[value + 1])
      while index < end, Int(places[index]) < limit {
        body(Int(places[index]))
        index += 1
      }
    }
  }
}
