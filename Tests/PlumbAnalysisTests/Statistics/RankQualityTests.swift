import TestSupport
import Testing

@testable import PlumbAnalysis

struct RankQualityTests {
  /// Counting every pair of a wrong and a right label gives the same area.
  @Test(arguments: 1...6) func theAreaCountsPairs(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let scores = (0..<80).map { _ in Double(Int.random(in: 0..<12, using: &numbers)) }
    let wrong = (0..<80).map { _ in Int.random(in: 0..<4, using: &numbers) == 0 }
    var (won, pairs) = (0.0, 0.0)
    for one in 0..<80 where wrong[one] {
      for other in 0..<80 where !wrong[other] {
        pairs += 1
        won += scores[one] > scores[other] ? 1 : scores[one] == scores[other] ? 0.5 : 0
      }
    }
    let quality = RankQuality(scores: scores, wrong: wrong)
    #expect(abs((quality.area.value ?? -1) - won / pairs) < 1e-12)
    let opposite = RankQuality(scores: scores.map(-), wrong: wrong)
    #expect(abs((opposite.area.value ?? -1) - (1 - won / pairs)) < 1e-12)
  }

  @Test func whatIsFirstIsCounted() {
    let quality = RankQuality(
      scores: [0.1, 0.9, 0.8, 0.2], wrong: [true, true, false, false])
    #expect(quality.area == .value(0.5))
    #expect(quality.precision(at: 1) == Proportion(1, of: 1))
    #expect(quality.precision(at: 3) == Proportion(1, of: 3))
    #expect(quality.precision(at: 10) == Proportion(2, of: 4))
    #expect(quality.recall(at: 2) == Proportion(1, of: 2))
  }

  @Test func withoutWrongOrRightLabelsThereIsNoArea() {
    #expect(RankQuality(scores: [1, 2], wrong: [false, false]).area.reason == "no label is wrong")
    #expect(RankQuality(scores: [1, 2], wrong: [true, true]).area.reason == "no label is right")
    #expect(RankQuality(scores: [], wrong: []).area.value == nil)
  }
}
