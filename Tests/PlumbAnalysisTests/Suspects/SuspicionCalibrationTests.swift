import TestSupport
import Testing

@testable import PlumbAnalysis

/// Probabilities from scores, where the truth of some labels is known.
struct SuspicionCalibrationTests {
  @Test func truthMakesProbabilitiesOfScores() throws {
    var numbers = SeededNumbers(seed: 6)
    let scores = (0..<4_000).map { _ in Double.random(in: 0.01...0.99, using: &numbers) }
    let wrong = scores.map { score in
      Double.random(in: 0..<1, using: &numbers)
        < Odds.probability(-1 + 0.5 * Odds.logOdds(score))
    }
    let fit = try #require(SuspicionCalibration.fit(scores: scores, wrong: wrong).value)
    #expect(abs(fit.offset + 1) < 0.15 && abs(fit.slope - 0.5) < 0.08)
    #expect(fit.probability(0.2) < fit.probability(0.3))
    let mean = scores.reduce(0) { $0 + fit.probability($1) } / 4_000
    #expect(abs(mean - Double(wrong.count { $0 }) / 4_000) < 0.005)
  }

  @Test func calibrationNeedsTruthOfBothKinds() {
    let few = SuspicionCalibration.fit(scores: [0.1, 0.9], wrong: [false, true])
    #expect(few.reason?.contains("at least 10 of each") == true)
    let scores = (0..<100).map { Double($0) / 100 }
    let opposite = SuspicionCalibration.fit(scores: scores, wrong: scores.map { $0 < 0.5 })
    #expect(opposite.reason?.contains("not more often wrong") == true)
    let apart = SuspicionCalibration.fit(scores: scores, wrong: scores.map { $0 >= 0.5 })
    #expect(apart.value.map { $0.slope.isFinite && $0.slope > 0 } == true)
  }
}
