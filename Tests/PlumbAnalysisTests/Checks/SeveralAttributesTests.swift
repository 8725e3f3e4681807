import TestSupport
import Testing

@testable import PlumbAnalysis

struct SeveralAttributesTests {
  @Test func theOthersAreNamed() throws {
    let both = TestLine().text(0)
    let other = both.replacing("\"a\"", with: "\"b\"").replacing("\"a-", with: "\"b-")
    let evidence = CheckEvidence(try dataset([both, other], attribute: "a"))
    let findings = SeveralAttributes().run(evidence).findings
    #expect(findings.map { $0["attributes"] } == [.list([.text("a"), .text("b")])])
    #expect(findings[0].message.parts.contains(.name("b")))
  }

  @Test func onePasses() throws { try SeveralAttributes().expectPassed([TestLine()]) }
}
