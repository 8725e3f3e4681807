import Testing

@testable import PlumbAnalysis

struct ConflictingReferencesTests {
  @Test func otherLabelsOfTheSameImageAreFound() throws {
    let finding = try ConflictingReferences().finding([
      TestLine(path: "a"), TestLine(name: "dog", path: "a"), TestLine(path: "a"),
    ])
    #expect(finding.rows == [1])
    #expect(finding.severity == .error)
    #expect(finding.places[0].note.parts.contains(.name("dog")))
  }

  @Test func theSameLabelPasses() throws {
    try ConflictingReferences().expectPassed([TestLine(path: "a"), TestLine(path: "a")])
  }
}
