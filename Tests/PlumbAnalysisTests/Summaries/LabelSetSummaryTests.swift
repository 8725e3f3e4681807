import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

struct LabelSetSummaryTests {
  private static func dataset(_ sets: [[Int]], classCount: Int) throws -> Dataset {
    let classes = (0..<classCount).map { "class \($0)" }
    return try TestSupport.dataset(
      sets.enumerated().map { TestSet($1.map { classes[$0] }).text($0, classes) }, attribute: "a")
  }

  private static func summary(_ sets: [[Int]], classCount: Int) throws -> LabelSetSummary {
    try #require(LabelSetSummary(try dataset(sets, classCount: classCount)))
  }

  @Test func imagesAndLabelsAreCounted() throws {
    let summary = try Self.summary([[0, 1], [], [1], [0, 1, 2]], classCount: 3)
    #expect(summary.imageCount == 4 && summary.labelCount == 6 && summary.emptyCount == 1)
    #expect(summary.sizes == [1, 1, 1, 1])
    #expect(summary.mean == 1.5)
  }

  @Test func oneClassPerImageHasNoSets() throws {
    #expect(LabelSetSummary(try TestSupport.dataset([line()])) == nil)
  }

  /// Two classes on half of 100 images each, never together: no image where 25 are expected, and the
  /// residual is -25 / √(25 · ½ · ½) = -10.
  @Test func classesThatExcludeEachOtherAreAPair() throws {
    let summary = try Self.summary((0..<100).map { [$0 % 2] }, classCount: 2)
    #expect(summary.testedPairCount == 1 && summary.notablePairCount == 1)
    let pair = try #require(summary.pairs.first)
    #expect(pair.count == 0 && pair.expected == 25 && pair.residual == -10)
    #expect([pair.firstID, pair.secondID] == [0, 1])
  }

  @Test func classesOnAllImagesAreNotTested() throws {
    let summary = try Self.summary((0..<40).map { [0, $0 % 2 + 1] }, classCount: 3)
    #expect(summary.testedPairCount == 1)
    #expect(summary.pairs.map(\.first) == ["class 1"])
  }

  @Test func withoutImagesNothingIsTested() throws {
    let summary = try Self.summary([[]], classCount: 0)
    #expect(summary.testedPairCount == 0 && summary.pairs.isEmpty)
  }

  /// The same numbers as from all pairs, each looked up for itself, with the false discovery rates of
  /// all of them.
  @Test(arguments: 0..<40) func pairsAreThoseOfATableOfAllPairs(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let classCount = Int.random(in: 1...12, using: &numbers)
    let chances = (0..<classCount).map { _ in Double.random(in: 0.02...0.9, using: &numbers) }
    let sets = (0..<Int.random(in: 1...150, using: &numbers)).map { _ -> [Int] in
      let isFirst = Double.random(in: 0..<1, using: &numbers) < chances[0]
      return (0..<classCount).filter { id in
        // The last class goes with the first, so that there is something to find.
        if id == classCount - 1, id > 0 { return isFirst }
        return id == 0 ? isFirst : Double.random(in: 0..<1, using: &numbers) < chances[id]
      }
    }
    let data = try Self.dataset(sets, classCount: classCount)
    let summary = try #require(LabelSetSummary(data))
    let all = Self.allPairs(data)
    let rates = falseDiscoveryRates(all.map(\.p))
    let wanted = zip(all, rates).filter { $1 <= 0.05 }.map(\.0)
    #expect(summary.testedPairCount == all.count)
    #expect(summary.notablePairCount == wanted.count)
    #expect(Set(summary.pairs) == Set(wanted))
    let sizes = summary.pairs.map { abs($0.residual) }
    #expect(sizes == sizes.sorted(by: >))
  }

  private static func allPairs(_ data: Dataset) -> [LabelSetSummary.Pair] {
    let rows = (0..<data.count).map { Set(data.classIDs(ofRow: $0)) }
    let (ids, total) = (data.classNames.indices, Double(rows.count))
    return ids.flatMap { first in
      ids.filter { $0 > first }.compactMap { second -> LabelSetSummary.Pair? in
        let one = Double(rows.count { $0.contains(first) })
        let other = Double(rows.count { $0.contains(second) })
        if one == total || other == total { return nil }
        let both = rows.count { $0.contains(first) && $0.contains(second) }
        let expected = one * other / total
        let residual =
          (Double(both) - expected)
          / (expected * (1 - one / total) * (1 - other / total)).squareRoot()
        return LabelSetSummary.Pair(
          firstID: first, secondID: second, first: data.classNames[first],
          second: data.classNames[second], count: both, expected: expected, residual: residual,
          p: 2 * Distributions.normalUpperTail(abs(residual)))
      }
    }
  }

  /// A class for each image, which are 1.1 million pairs: none of them occurs or is notable.
  @Test func thousandsOfClassesAreTested() throws {
    let summary = try Self.summary((0..<1_500).map { [$0] }, classCount: 1_500)
    #expect(summary.testedPairCount == 1_500 * 1_499 / 2)
    #expect(summary.pairs.isEmpty)
  }
}
