import Testing

@testable import PlumbAnalysis

struct UnusedClassesTests {
  @Test func classesWithoutLabelsAreFound() throws {
    let finding = try UnusedClasses().finding([TestLine()], categories: ["ant", "cat", "Cat"])
    // Names are compared by their bytes.
    #expect(finding["classes"] == .list([.text("ant"), .text("Cat")]))
    #expect(finding.count == 2 && finding.total == 3)
  }

  @Test func usedClassesPass() throws {
    try UnusedClasses().expectPassed([TestLine()], categories: ["cat"])
  }

  @Test func withoutAFileNothingIsKnown() throws {
    try UnusedClasses().expectSkipped([TestLine()])
  }
}
