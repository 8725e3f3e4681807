import Testing

@testable import PlumbAnalysis

struct RareClassesTests {
  @Test func fewLabelsAreFoundTheFewestFirst() throws {
    let finding = try RareClasses().finding(
      lines(10, TestLine()) + lines(9, TestLine(name: "dog")) + [TestLine(name: "ant")])
    #expect(finding["classes"] == .list([.text("ant"), .text("dog")]))
    #expect(finding["labels"] == .list([.whole(1), .whole(9)]))
  }

  @Test func enoughLabelsPass() throws {
    try RareClasses().expectPassed(lines(10, TestLine()))
    try RareClasses().expectPassed(lines(2, TestLine()), ["least-labels": 2])
  }
}
