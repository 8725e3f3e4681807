import Testing

@testable import PlumbAnalysis

struct IndexNameConflictsTests {
  @Test func aClassWithTwoIndicesIsFound() throws {
    let finding = try IndexNameConflicts().finding([
      TestLine(index: 0), TestLine(name: "dog", index: 1), TestLine(index: 2),
    ])
    #expect(finding.rows == [2])
    #expect(finding.severity == .error)
  }

  @Test func anIndexOfAnotherClassInTheCategoryFileIsFound() throws {
    let some = lines(2, TestLine(index: 1)) + [TestLine(name: "dog", index: 0)]
    let findings = IndexNameConflicts()
      .run(try evidence(some, categories: ["cat", "dog"])).findings
    #expect(findings.map { $0["class"] } == [.text("cat"), .text("dog")])
    #expect(findings.map { $0["category"] } == [.text("dog"), .text("cat")])
    #expect(findings.map(\.rows) == [[0, 1], [2]])
  }

  @Test func indicesOfTheCategoryFilePass() throws {
    let some = [TestLine(index: 0), TestLine(name: "dog", index: 1)]
    try IndexNameConflicts().expectPassed(some, categories: ["cat", "dog"])
    // Beyond the file's end, and of classes that it lacks, nothing is known.
    try IndexNameConflicts().expectPassed([TestLine(index: 7)], categories: ["cat"])
    try IndexNameConflicts().expectPassed([TestLine(index: 0)], categories: ["dog"])
  }
}
