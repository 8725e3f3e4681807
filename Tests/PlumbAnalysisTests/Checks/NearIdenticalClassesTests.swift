import Testing

@testable import PlumbAnalysis

struct NearIdenticalClassesTests {
  private func pairs(_ counts: KeyValuePairs<String, Int>) throws -> [Finding] {
    let some = counts.flatMap { name, count in lines(count, TestLine(name: name)) }
    return NearIdenticalClasses().run(try evidence(some)).findings
  }

  @Test func spellingsOfOneNameAreFound() throws {
    let findings = try pairs(["cat": 3, "dog": 2, "Cat ": 1, "CAT": 5])
    #expect(findings.count == 1)
    #expect(findings[0]["classes"] == .list([.text("CAT"), .text("cat"), .text("Cat ")]))
    // Shown are those that are to be renamed.
    #expect(findings[0].rows == [0, 1, 2, 5])
    #expect(findings[0].severity == .error)
  }

  @Test(arguments: [
    ("raccoon", "racoon"), ("raccoon", "raccon"), ("triangle", "triangel"), ("cat", "cats"),
    ("sunrise", "sunrice"),
  ])
  func typingMistakesAreFound(_ common: String, _ rare: String) throws {
    let findings = try pairs([common: 40, "something else": 20, rare: 2])
    #expect(findings.map { $0["classes"] } == [.list([.text(common), .text(rare)])])
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    ("cat", "car"), ("batch 1", "batch 2"), ("female", "male"), ("raccoon", "baboon"),
    ("class 10", "class 1"),
  ])
  func otherNamesPass(_ common: String, _ rare: String) throws {
    #expect(try pairs([common: 40, rare: 2]) == [])
  }

  @Test func frequentNamesAreNoMistake() throws {
    #expect(try pairs(["raccoon": 40, "racoon": 30]) == [])
  }
}
