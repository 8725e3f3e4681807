import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Verdicts counted by the class that they judge.
struct VerdictSummaryTests {
  private static func verified(_ number: Int, _ name: String, _ verdict: String?) -> String {
    let label = line("s3://bucket/\(number).jpg", name, date: "2024-01-01T10:00:00")
    guard let verdict else { return label }
    let audit = line(anyImage, verdict, attribute: "audit")
      .replacing("image-classification", with: "label-verification")
    return label.dropLast() + "," + audit.drop { $0 != "," }.dropFirst()
  }

  @Test func verdictsAreCountedByClass() throws {
    let summary = try #require(
      VerdictSummary(
        try dataset([
          Self.verified(0, "cat", "bad"), Self.verified(1, "dog", "good"),
          Self.verified(2, "dog", "good"), Self.verified(3, "dog", "bad"),
          Self.verified(4, "dog", "good"), Self.verified(5, "owl", nil),
          Self.verified(6, "cat", "odd"),
        ])))
    #expect(summary.verdicts == ["good", "bad", "odd"] && summary.unclearVerdicts == ["odd"])
    #expect(summary.classes.map(\.name) == ["dog", "cat"])
    #expect(summary.classes.map(\.counts) == [[0: 3, 1: 1], [1: 1, 2: 1]])
    #expect(summary.rejections.map(\.line) == [1, 4])
    #expect(summary.attributes == ["audit"] && summary.judgedAttributes == ["job"])
    #expect(summary.count == 6 && summary.unjoinedCount == 0)
  }

  @Test func withoutVerdictsThereIsNone() throws {
    #expect(VerdictSummary(try dataset([line()])) == nil)
  }

  /// Over random manifests every verdict on one label is counted once.
  @Test(arguments: 0..<20) func everyVerdictIsCounted(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let data = try dataset(
      (0..<40).map {
        Self.verified(
          $0, ["cat", "dog", "caf\u{E9}", "cafe\u{301}"][Int.random(in: 0..<4, using: &numbers)],
          ["good", "bad", "odd", nil][Int.random(in: 0..<4, using: &numbers)])
      })
    let summary = try #require(VerdictSummary(data))
    #expect(summary.classes.reduce(0) { $0 + $1.total } == summary.count)
    #expect(summary.count == data.judgements.count)
    #expect(summary.rejections.count == data.judgements.count { $0.verdict == "bad" })
    #expect(summary.classes.count <= 4)
  }
}
