import Testing

@testable import PlumbAnalysis

struct MissingConfidenceTests {
  @Test func labelsWithoutAreFoundBySource() throws {
    let some = [
      TestLine(), TestLine(confidence: nil), TestLine(human: false, confidence: nil),
      TestLine(human: false, confidence: "7"),
    ]
    let findings = MissingConfidence().run(try evidence(some)).findings
    #expect(findings.map { $0["source"] } == [.text("human"), .text("machine")])
    #expect(findings.map(\.rows) == [[1], [2, 3]])
    #expect(findings.map(\.total) == [2, 2])
  }

  @Test func zeroIsNotMissing() throws {
    try MissingConfidence().expectPassed([TestLine(confidence: "0")])
  }
}
