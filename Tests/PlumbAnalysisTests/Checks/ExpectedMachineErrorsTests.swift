import Testing

@testable import PlumbAnalysis

struct ExpectedMachineErrorsTests {
  @Test func theNumberIsAShareOfTheMachinesLabels() throws {
    let some = lines(30, TestLine()) + lines(50, TestLine(human: false))
    let finding = try ExpectedMachineErrors().finding(some)
    #expect(finding.count == 3 && finding.total == 50)
    #expect(finding.severity == .note)
    #expect(try ExpectedMachineErrors().finding(some, ["share": 0.5]).count == 25)
  }

  @Test func withoutTheMachineThereIsNothing() throws {
    try ExpectedMachineErrors().expectSkipped([TestLine()])
  }
}
