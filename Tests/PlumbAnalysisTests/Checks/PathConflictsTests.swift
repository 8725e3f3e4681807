import Testing

@testable import PlumbAnalysis

struct PathConflictsTests {
  /// A folder of images of one class.
  private func folder(_ name: String, of label: String, _ count: Int) -> [TestLine] {
    (0..<count).map { TestLine(name: label, path: "set/\(name)/\(name)-\($0).jpg") }
  }

  @Test func labelsThatContradictTheFolderAreFound() throws {
    let some =
      folder("cat", of: "cat", 20) + folder("dog", of: "dog", 20)
      + [TestLine(name: "dog", path: "set/cat/99.jpg")]
    let finding = try PathConflicts().finding(some)
    #expect(finding.rows == [40] && finding.total == 41)
    #expect(finding.places[0].note.parts.contains(.name("cat")))
  }

  @Test func aPartOfAClassNameIsEnough() throws {
    let some =
      folder("green", of: "unripe green", 20) + folder("yellow", of: "ripe yellow", 20)
      + [TestLine(name: "ripe yellow", path: "set/green/99.jpg")]
    #expect(try PathConflicts().finding(some).rows == [40])
  }

  @Test func namesOfSeveralWordsAreRead() throws {
    let some =
      folder("blood_cells", of: "blood cells", 9) + folder("bone", of: "bone", 9)
      + [TestLine(name: "bone", path: "set/Blood-Cells/99.jpg")]
    #expect(try PathConflicts().finding(some).rows == [18])
  }

  @Test func aFolderOfAnotherNameIsLearnt() throws {
    let some =
      folder("monday", of: "cat", 40) + folder("tuesday", of: "dog", 40)
      + folder("wednesday", of: "bee", 40) + [TestLine(name: "dog", path: "set/monday/99.jpg")]
    let finding = try PathConflicts().finding(some)
    #expect(finding.rows == [120])
    #expect(finding.places[0].note.parts.contains(.name("monday")))
  }

  @Test func aNameThatIsInEveryPathTellsNothing() throws {
    let some = (0..<60).map {
      TestLine(name: $0 % 3 == 0 ? "dog" : "image", path: "image/\($0).jpg")
    }
    try PathConflicts().expectSkipped(some)
  }

  @Test func pathsThatMostlyDisagreeTellNothing() throws {
    let some =
      folder("cat", of: "dog", 20) + folder("dog", of: "bee", 20) + folder("bee", of: "cat", 5)
      + folder("ant", of: "ant", 3)
    let outcome = PathConflicts().run(try evidence(some))
    #expect(outcome.findings.isEmpty)
  }

  @Test func aFolderOfMixedClassesTellsNothing() throws {
    try PathConflicts().expectSkipped(
      (0..<60).map { TestLine(name: ["cat", "dog"][$0 % 2], path: "batch/\($0).jpg") })
  }

  @Test func anotherWordForTheLabelIsNoConflict() throws {
    let some =
      folder("cat", of: "cat", 20) + folder("dog", of: "dog", 20)
      + [TestLine(name: "dog", path: "set/cat/with-dog-2.jpg")]
    try PathConflicts().expectPassed(some)
  }
}
