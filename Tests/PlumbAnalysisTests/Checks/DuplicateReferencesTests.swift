import Testing

@testable import PlumbAnalysis

struct DuplicateReferencesTests {
  @Test func linesThatRepeatAnImageAreFound() throws {
    let finding = try DuplicateReferences().finding([
      TestLine(path: "a"), TestLine(path: "b"), TestLine(path: "a"), TestLine(path: "a"),
    ])
    #expect(finding.rows == [2, 3])
    #expect(finding.places.map(\.note) == ["same as line \(1)", "same as line \(1)"])
  }

  @Test func otherLabelsAreAnotherMatter() throws {
    try DuplicateReferences().expectPassed([
      TestLine(path: "a"), TestLine(name: "dog", path: "a"), TestLine(path: "b"),
    ])
  }
}
