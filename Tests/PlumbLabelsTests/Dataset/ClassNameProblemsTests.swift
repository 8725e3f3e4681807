import TestSupport
import Testing

@testable import PlumbLabels

struct ClassNameProblemsTests {
  private func data(_ classes: [(String, String)]) throws -> Dataset {
    try dataset(
      classes.enumerated().map { index, one in
        line("s3://bucket/\(index)", one.0, label: one.1)
      })
  }

  @Test(arguments: [
    ("cat", "Cat"), ("cat", " cat "), ("ripe banana", "ripe_banana"),
    ("ripe banana", "ripe-banana"),
    ("ripe banana", "Ripe  Banana"), ("cat", "c\u{200B}at"), ("cat", "cat\u{AD}"),
    ("caf\u{E9}", "cafe\u{301}"), ("a b", "a\u{3000}b"), ("cat", "\u{FEFF}cat"),
  ])
  func namesThatPeopleTakeForOneAreTold(_ first: String, _ second: String) throws {
    #expect(foldedName(first) == foldedName(second))
    let data = try data([(first, "0"), (second, "1")])
    #expect(data.classNames.count == 2)
    #expect(data.problems(.nearIdenticalClasses).map(\.line) == [2])
  }

  @Test(arguments: [
    ("cat", "cats"), ("a", "а"), ("+1", "-1"), ("-5", "5"), ("x_", "x"), ("c++", "c"), ("é", "e"),
    ("1-2", "12"), ("", " "), ("ß", "s"),
  ])
  func namesThatDifferToTheEyeAreNot(_ first: String, _ second: String) throws {
    #expect(foldedName(first) != foldedName(second))
    #expect(try data([(first, "0"), (second, "1")]).problems(.nearIdenticalClasses).isEmpty)
  }

  @Test(arguments: ["Ripe_Banana", "", " ", "--a", " - ", "İ", "\u{200B}", "a\u{200D}-b", "ＡＢ"])
  func foldingTwiceChangesNothing(_ name: String) {
    #expect(foldedName(foldedName(name)) == foldedName(name))
  }

  @Test func oddNamesAreToldAtTheirFirstLine() throws {
    let long = String(repeating: "字", count: 257)
    let names = ["cat", "", "a\u{202E}b", long, String(long.dropLast()), "", long]
    let data = try data(names.map { ($0, "0") })
    #expect(data.problems(.emptyClassName).map(\.line) == [2])
    #expect(data.problems(.controlCharacters).map(\.line) == [3])
    #expect(data.problems(.longClassName).map(\.line) == [4])
    #expect(data.labelledCount == 7)
  }

  @Test(arguments: [" ", "\t ", "\u{3000}", "\u{A0}"]) func blankNamesAreReported(_ blank: String)
    throws
  {
    let data = try data([("cat", "0"), (blank, "1"), ("cat ", "2")])
    #expect(data.problems(.emptyClassName).map(\.line) == [2])
    #expect(data.labelledCount == 3)
  }

  @Test func joinersOfEmojiAndScriptsAreNoControls() throws {
    #expect(try data([("👩‍🚀", "0"), ("می‌خواهم", "1")]).problems.isEmpty)
  }

  @Test func aClassOfTwoIndicesIsTold() throws {
    let data = try data([("a", "0"), ("b", "1"), ("a", "2"), ("a", "3"), ("b", "1")])
    #expect(data.problems(.indexNameConflict).map(\.line) == [3])
  }

  @Test func anIndexOfTwoClassesIsTold() throws {
    let data = try data([("a", "0"), ("b", "1"), ("c", "0")])
    #expect(data.problems(.indexNameConflict).map(\.line) == [3])
  }

  @Test func anIndexThatIsAlwaysTheSameTellsNothing() throws {
    #expect(try data([("a", "7"), ("b", "7"), ("c", "7")]).problems.isEmpty)
    #expect(try data([("a", "null"), ("b", "null"), ("a", "0")]).problems.isEmpty)
  }
}
