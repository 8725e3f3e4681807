import TestSupport
import Testing

@testable import PlumbAnalysis

struct RekognitionErrorsTests {
  private func line(_ codes: String...) -> String {
    let errors = codes.map { #"{"code":"\#($0)","message":"m"}"# }.joined(separator: ",")
    return String(TestSupport.line().dropLast())
      + #","cl-metadata":{"errors":[\#(errors)]}}"#
  }

  @Test func everyCodeIsAFindingWithItsLines() throws {
    let evidence = CheckEvidence(try dataset([line("B"), line(), line("A", "B"), line("B", "B")]))
    let findings = RekognitionErrors().run(evidence).findings
    #expect(findings.map { $0["code"] } == [.text("B"), .text("A")])
    #expect(findings.map(\.count) == [3, 1])
    #expect(findings[0].rows == [0, 2, 3, 3])
    #expect(findings.map(\.severity) == [.warning, .warning])
  }

  @Test func linesWithoutErrorsPass() throws {
    #expect(RekognitionErrors().run(CheckEvidence(try dataset([line()]))) == .passed)
  }
}
