import Testing

@testable import PlumbAnalysis

struct VanishedClassesTests {
  /// Three classes in turn, and "ant" every fourth time among the first so many.
  private func job(ants: Int, human: Bool = true) -> [TestLine] {
    (0..<200).map { place in
      let name = place % 4 == 0 && place < ants ? "ant" : ["cat", "dog", "bee"][place % 3]
      return TestLine(name: name, human: human, second: place * 60)
    }
  }

  @Test func aClassThatStopsIsFound() throws {
    let finding = try VanishedClasses().finding(job(ants: 100))
    #expect(finding["class"] == .text("ant"))
    #expect(finding["labels"] == .whole(25) && finding["later"] == .whole(103))
    #expect(finding.rows == [96])
  }

  @Test func theOrderIsThatOfTheDatesNotOfTheLines() throws {
    let finding = try VanishedClasses().finding(job(ants: 100).reversed())
    #expect(finding.rows == [199 - 96])
  }

  @Test func aClassThatIsUsedToTheEndPasses() throws {
    try VanishedClasses().expectPassed(job(ants: 200))
  }

  @Test func aRareClassMayStopByChance() throws {
    try VanishedClasses().expectPassed(job(ants: 8))
  }

  @Test func whatOneSourceStopsIsNotHiddenByTheOther() throws {
    let finding = try VanishedClasses().finding(job(ants: 100) + job(ants: 200, human: false))
    #expect(finding["source"] == .text("human"))
  }

  @Test func labelsMadeClassByClassTellNothing() throws {
    let sorted = (0..<200).map { TestLine(name: $0 < 100 ? "cat" : "dog", second: $0 * 60) }
    try VanishedClasses().expectSkipped(sorted)
  }

  @Test func withoutDatesNothingIsKnown() throws {
    try VanishedClasses().expectSkipped((0..<200).map { TestLine(name: "c\($0 % 3)") })
  }
}
