import Testing

@testable import PlumbAnalysis

struct UnlabelledImagesTests {
  @Test func linesWithoutALabelAreFound() throws {
    let finding = try UnlabelledImages().finding([
      TestLine(name: nil), TestLine(), TestLine(name: nil),
    ])
    #expect(finding.rows == [0, 2])
    #expect(finding.places.map(\.line) == [1, 3])
  }

  @Test func failedLinesAreNotMeant() throws {
    try UnlabelledImages().expectPassed([TestLine(), TestLine(failure: "expired")])
  }
}
