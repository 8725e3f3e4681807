import TestSupport
import Testing

@testable import PlumbAnalysis

/// A model's answers in the manifest as evidence against labels.
struct ModelAnswerSuspicionTests {
  private static func ranking(
    labels: [Int32], answers: [Int32], confidences: [Double]
  ) -> SuspectRanking {
    var evidence = SuspectEvidence(labels: labels, classNames: ["cat", "dog"])
    evidence.modelAnswers = SuspectEvidence.ModelAnswers(
      name: "model", labels: answers, classNames: ["cat", "dog"], confidences: confidences)
    return SuspectRanking(evidence)
  }

  @Test func theConfidenceIsTheScore() {
    let ranking = Self.ranking(
      labels: [0, 0, 0, 0, 0, -1], answers: [1, 1, 0, 1, 0, 1],
      confidences: [0.93, 0.4, 0.9, .nan, .nan, 0.9])
    let scores = ranking.scores
    #expect(abs((scores[0] ?? 0) - 0.93) < 1e-9)
    #expect(abs((scores[1] ?? 0) - 0.4) < 1e-9)
    #expect((scores[2] ?? 1) <= 0.1 + 1e-9)
    #expect(abs((scores[3] ?? 0) - 0.5) < 1e-9)
    #expect(scores[4] == nil && scores[5] == nil)
    #expect(ranking.isProbablyWrong(0) && !ranking.isProbablyWrong(1))
    #expect(ranking.strength == .strong(rows: 4))
  }

  @Test func reasonsNameTheAnswer() {
    let ranking = Self.ranking(
      labels: [0, 0, 1], answers: [1, 1, 1], confidences: [0.93, .nan, 0.8])
    let words = (0..<3).map { row in
      ranking.reasons(for: row, all: true).map {
        $0.words({ ["cat", "dog"][$0] }, line: { $0 + 1 })
      }
    }
    #expect(words[0] == ["the model in the manifest says dog, confidence 0.93"])
    #expect(words[1] == ["the model in the manifest says dog, confidence unknown"])
    #expect(words[2] == ["the model in the manifest agrees, confidence 0.80"])
    #expect(ranking.reasons(for: 0).first?.alternative == 1)
    #expect(ranking.reasons(for: 2, all: true).first?.alternative == nil)
  }

  @Test func withoutAnswersItSaysNothing() {
    let evidence = SuspectEvidence(labels: [0], classNames: ["cat"])
    #expect(ModelAnswerSuspicion().look(evidence).reason != nil)
    let apart = Self.ranking(labels: [0, -1], answers: [-1, 0], confidences: [0.9, 0.9])
    #expect(apart.scores.allSatisfy { $0 == nil })
  }
}
