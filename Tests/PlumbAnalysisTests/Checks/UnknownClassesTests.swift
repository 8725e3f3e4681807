import Testing

@testable import PlumbAnalysis

struct UnknownClassesTests {
  @Test func classesThatTheFileLacksAreFound() throws {
    let finding = try UnknownClasses().finding(
      [TestLine(), TestLine(name: "dog"), TestLine()], categories: ["dog"])
    #expect(finding["classes"] == .list([.text("cat")]))
    #expect(finding.rows == [0, 2])
  }

  @Test func knownClassesPass() throws {
    try UnknownClasses().expectPassed([TestLine()], categories: ["cat", "dog"])
  }

  @Test func withoutAFileNothingIsKnown() throws {
    try UnknownClasses().expectSkipped([TestLine()])
  }
}
