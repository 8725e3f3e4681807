import TestSupport
import Testing

@testable import PlumbAnalysis

struct ClassNameSpacesTests {
  @Test func namesWithASpaceAtEitherEndAreListed() throws {
    let names = ["cat ", "dog", "\u{3000}猫", "\u{A0}", "a b", "cat "]
    let finding = try ClassNameSpaces().finding(names.map { TestLine(name: $0) })
    #expect(finding["classes"] == .list([.text("cat "), .text("\u{3000}猫"), .text("\u{A0}")]))
    #expect(finding.rows == [0, 2, 3, 5])
    #expect(finding.severity == .note)
    #expect(finding.count == 3 && finding.total == 5)
  }

  @Test func otherNamesPass() throws { try ClassNameSpaces().expectPassed([TestLine()]) }
}
