import Testing

@testable import PlumbAnalysis

struct MachineOnlyClassesTests {
  private func job(human: Int, machine: Int) -> [TestLine] {
    [TestLine(name: "dog")] + lines(human, TestLine())
      + lines(machine, TestLine(human: false))
  }

  @Test func aClassWithoutExamplesIsFound() throws {
    let finding = try MachineOnlyClasses().finding(job(human: 0, machine: 2))
    #expect(finding["class"] == .text("cat") && finding["human"] == .whole(0))
    #expect(finding.rows == [1, 2])
  }

  @Test func aClassWithTooFewExamplesIsFound() throws {
    #expect(try MachineOnlyClasses().finding(job(human: 4, machine: 40)).count == 40)
    try MachineOnlyClasses().expectPassed(job(human: 4, machine: 39))
    try MachineOnlyClasses().expectPassed(job(human: 5, machine: 60))
  }

  @Test func oneSourceHasNothingToCompare() throws {
    try MachineOnlyClasses().expectSkipped([TestLine()])
    try MachineOnlyClasses().expectSkipped([TestLine(human: false)])
  }
}
