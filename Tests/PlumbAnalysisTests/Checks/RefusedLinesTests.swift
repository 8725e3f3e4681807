import TestSupport
import Testing

@testable import PlumbAnalysis

struct RefusedLinesTests {
  private func findings(_ bad: [String]) throws -> [Finding] {
    RefusedLines().run(CheckEvidence(try dataset([line()] + bad + [line()]))).findings
  }

  @Test func linesAreFoundByTheReason() throws {
    let findings = try findings(["{", "[]", "{"])
    #expect(findings.map { $0["code"] } == [.text("invalid-json"), .text("not-an-object")])
    #expect(findings[0].places.map(\.line) == [2, 4])
    // They are no rows of the dataset.
    #expect(findings[0].rows == [])
  }

  @Test func aFileThatIsCutOffIsFound() throws {
    let bytes = Array((line() + "\n" + line().dropLast(20)).utf8)
    let findings = RefusedLines().run(CheckEvidence(try dataset(bytes))).findings
    #expect(findings.map { $0["code"] }.contains(.text("truncated-file")))
  }

  @Test func goodLinesPass() throws { #expect(try findings([]) == []) }
}
