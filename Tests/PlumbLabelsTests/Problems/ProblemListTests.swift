import Testing

@testable import PlumbLabels

struct ProblemListTests {
  @Test func problemsComeByLineAndInTheOrderInWhichTheyWereFound() {
    var first = ProblemList()
    first.append(line: 5, .badDate, "late")
    first.append(line: 2, .crlf, "b")
    first.append(line: 2, .badDate, "a")
    var second = ProblemList()
    second.append(line: 1, .failed, "a")
    first.append(second, lineOffset: 3)
    #expect(first.sorted().map(\.line) == [2, 2, 4, 5])
    #expect(first.sorted().map(\.message) == ["b", "a", "a", "late"])
    #expect(!first.isEmpty && ProblemList().isEmpty)
  }

  @Test func codesAreWordsInSmallLetters() {
    for code in ProblemCode.allCases {
      #expect(code.rawValue.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
    }
    #expect(Set(ProblemCode.allCases.map(\.rawValue)).count == ProblemCode.allCases.count)
  }

  @Test func anErrorIsOneLine() {
    let error = ManifestError(code: .empty, message: "it is empty.", nextStep: "Get it again.")
    #expect("\(error)" == "it is empty. Get it again.")
    #expect(error.problems == [Problem(line: 0, code: .empty, message: "it is empty.")])
    #expect("\(ManifestError(code: .empty, message: "it is empty."))" == "it is empty.")
  }
}
