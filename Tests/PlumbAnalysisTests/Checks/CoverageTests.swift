import Testing

@testable import PlumbAnalysis

struct CoverageTests {
  @Test func tooFewLabelsAreFound() throws {
    let finding = try Coverage().finding(
      lines(7, TestLine()) + lines(2, TestLine(name: nil)) + [TestLine(failure: "expired")])
    #expect(finding.count == 3 && finding.total == 10)
    #expect(finding["failed"] == .whole(1) && finding["unlabelled"] == .whole(2))
    #expect(finding.severity == .error)
  }

  @Test func theThresholdItselfIsEnough() throws {
    let some = lines(19, TestLine()) + [TestLine(name: nil)]
    try Coverage().expectPassed(some)
    #expect(try Coverage().finding(some, ["least-share": 0.96]).count == 1)
  }
}
