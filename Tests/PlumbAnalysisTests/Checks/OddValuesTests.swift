import TestSupport
import Testing

@testable import PlumbAnalysis

struct OddValuesTests {
  @Test func valuesAreFoundByWhatIsOdd() throws {
    let some = [TestLine(), TestLine(confidence: "7"), TestLine(confidence: "\"x\"")]
    let finding = try OddValues().finding(some)
    #expect(finding["code"] == .text("bad-confidence"))
    #expect(finding.rows == [1, 2])
    #expect(finding.severity == .warning)
  }

  @Test func lineEndsAreWorthANoteOnly() throws {
    let evidence = CheckEvidence(try dataset([line() + "\r", line() + "\r"]))
    let findings = OddValues().run(evidence).findings
    #expect(findings.map { $0["code"] } == [.text("crlf")])
    #expect(findings.map(\.severity) == [.note])
  }

  @Test func goodValuesPass() throws { try OddValues().expectPassed([TestLine()]) }
}
