import TestSupport
import Testing

@testable import PlumbAnalysis

struct BatchConfidenceTests {
  /// Batches of one class, or of one label of each of two, as one-worker jobs have them.
  private func job(_ confidence: (_ isMixed: Bool) -> String) -> [TestLine] {
    (0..<40).flatMap { batch -> [TestLine] in
      let isMixed = batch % 3 == 0
      return ["left", isMixed ? "right" : "left"].map {
        TestLine(name: $0, confidence: confidence(isMixed), second: batch * 60)
      }
    }
  }

  @Test func confidencesThatTheBatchForetellsAreFound() throws {
    let finding = try BatchConfidence().finding(job { $0 ? "0.68" : "0.95" })
    #expect(finding.count == 80 && finding.total == 80)
    #expect(finding["lambda"] == .number(1))
  }

  /// How often a label's own class occurs does not foretell its confidence here: the other classes of the
  /// batch do.
  @Test func theOtherClassesOfABatchCount() throws {
    let lines = (0..<40).flatMap { batch -> [TestLine] in
      let isSpread = batch % 2 == 0
      return ["left", isSpread ? "right" : "up", isSpread ? "down" : "up"].map {
        TestLine(name: $0, confidence: isSpread ? "0.5" : "0.7", second: batch * 60)
      }
    }
    let finding = try BatchConfidence().finding(lines)
    #expect(finding.count == 120 && finding["lambda"] == .number(1))
  }

  @Test func otherConfidencesPass() throws {
    var numbers = SeededNumbers(seed: 1)
    try BatchConfidence().expectPassed(
      job { _ in ["0.68", "0.95", "0.8", "0.5"].randomElement(using: &numbers) ?? "0.5" })
  }

  @Test func equalConfidencesAreAnotherMatter() throws {
    try BatchConfidence().expectSkipped(job { _ in "0.95" })
  }

  @Test func withoutBatchesNothingIsKnown() throws {
    try BatchConfidence().expectSkipped((0..<40).map { TestLine(second: $0 * 60) })
  }
}
