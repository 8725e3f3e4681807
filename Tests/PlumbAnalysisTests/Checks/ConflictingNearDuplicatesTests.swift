import Testing

@testable import PlumbAnalysis

struct ConflictingNearDuplicatesTests {
  private func finding(_ names: [String?], _ distances: [Int]) throws -> Finding? {
    try ConflictingNearDuplicates().run(
      names.map { TestLine(name: $0) }, lookalikes(distances)
    ).findings.first
  }

  @Test func theLabelThatFewHaveIsFound() throws {
    let finding = try #require(try finding(["dog", "cat", "cat", "ant"], [0, 2, 1, 40]))
    #expect(finding.rows == [0])
    let note = finding.places[0].note
    #expect(note == "\(name: "dog"); differs by \(1, "bit") from line \(3), \(name: "cat")")
  }

  @Test func oneLabelPasses() throws {
    #expect(try finding(["cat", "cat", nil], [0, 2, 1]) == nil)
    #expect(try finding(["cat", "dog"], [0, 7]) == nil)
  }
}
