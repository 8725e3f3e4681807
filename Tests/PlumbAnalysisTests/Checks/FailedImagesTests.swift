import Testing

@testable import PlumbAnalysis

struct FailedImagesTests {
  @Test func reasonsAreFoundTheMostFrequentFirst() throws {
    let some =
      [TestLine(), TestLine(failure: "declined")] + lines(2, TestLine(failure: "expired"))
    let findings = FailedImages().run(try evidence(some)).findings
    #expect(findings.map { $0["reason"] } == [.text("expired"), .text("declined")])
    #expect(findings.map(\.rows) == [[2, 3], [1]])
  }

  @Test func noFailurePasses() throws { try FailedImages().expectPassed([TestLine()]) }
}
