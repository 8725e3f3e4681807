import TestSupport
import Testing

@testable import PlumbAnalysis

struct HashIndexTests {
  private struct Pair: Hashable {
    var later: Int
    var earlier: Int
    var distance: Int
  }

  /// Some at random, some a few bits from others, some equal.
  private func hashes(_ count: Int, _ numbers: inout SeededNumbers) -> [UInt64] {
    var hashes: [UInt64] = [0, .max]
    while hashes.count < count {
      let base =
        Bool.random(using: &numbers)
        ? numbers.next() : hashes[Int.random(in: hashes.indices, using: &numbers)]
      let flips = Int.random(in: 0...14, using: &numbers)
      hashes.append(
        (0..<flips).reduce(base) { hash, _ in hash ^ 1 << UInt64.random(in: 0..<64, using: &numbers)
        })
    }
    return hashes
  }

  @Test(arguments: 0...12)
  func everyPairIsFoundOnce(_ radius: Int) {
    var numbers = SeededNumbers(seed: UInt64(radius))
    let hashes = hashes(120, &numbers)
    var expected: Set<Pair> = []
    for later in hashes.indices {
      for earlier in 0..<later {
        let distance = (hashes[later] ^ hashes[earlier]).nonzeroBitCount
        if distance <= radius {
          expected.insert(Pair(later: later, earlier: earlier, distance: distance))
        }
      }
    }
    var found: [Pair] = []
    HashIndex(hashes).forEachPair(within: radius) {
      found.append(Pair(later: $0, earlier: $1, distance: $2))
    }
    #expect(found.count == expected.count)
    #expect(Set(found) == expected)
    #expect(!expected.isEmpty)
  }

  @Test func nothingHasNoPairs() {
    var count = 0
    HashIndex([]).forEachPair(within: 12) { _, _, _ in count += 1 }
    HashIndex([7]).forEachPair(within: 12) { _, _, _ in count += 1 }
    #expect(count == 0)
  }
}

struct DisjointSetsTests {
  @Test func groupsGrowTogether() {
    var sets = DisjointSets(count: 8)
    for (left, right) in [(6, 2), (4, 6), (7, 1), (2, 4)] { sets.join(left, right) }
    #expect(sets.groups() == [[1, 7], [2, 4, 6]])
    sets.join(7, 6)
    #expect(sets.groups() == [[1, 2, 4, 6, 7]])
    #expect(sets.first(of: 0) == 0)
  }

  @Test func longChainsAreShortened() {
    var sets = DisjointSets(count: 5_000)
    for element in stride(from: 4_999, to: 0, by: -1) { sets.join(element, element - 1) }
    #expect(sets.first(of: 4_999) == 0)
    #expect(sets.groups().map(\.count) == [5_000])
  }
}
