import Testing

@testable import PlumbAnalysis

struct ClassImbalanceTests {
  @Test func classesFarBelowAnEqualShareAreFound() throws {
    // An equal share is 100, a tenth of it 10.
    let finding = try ClassImbalance().finding(
      lines(191, TestLine()) + lines(9, TestLine(name: "dog")))
    #expect(finding["classes"] == .list([.text("dog")]))
    #expect(finding["equal_share"] == .number(100))
  }

  @Test func theLineItselfPasses() throws {
    try ClassImbalance().expectPassed(
      lines(190, TestLine()) + lines(10, TestLine(name: "dog")))
  }

  @Test func oneClassHasNoBalance() throws { try ClassImbalance().expectSkipped([TestLine()]) }
}
