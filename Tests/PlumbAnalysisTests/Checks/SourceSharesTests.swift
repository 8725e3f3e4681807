import Testing

@testable import PlumbAnalysis

struct SourceSharesTests {
  private func job(_ counts: [(String, human: Int, machine: Int)]) -> [TestLine] {
    counts.flatMap { name, human, machine in
      lines(human, TestLine(name: name)) + lines(machine, TestLine(name: name, human: false))
    }
  }

  @Test func otherProportionsAreFoundTheFarthestClassFirst() throws {
    // The counts of the golden numbers for Cramér's V.
    let finding = try SourceShares().finding(
      job([("a", 400, 900), ("b", 250, 700), ("c", 200, 250), ("d", 100, 120), ("e", 50, 30)]))
    #expect(
      finding["classes"] == .list(["e", "b", "c", "d", "a"].map { .text($0) }))
    guard case .number(let effect) = finding["cramers_v"] else { return }
    #expect(abs(effect - 0.174258699) < 1e-9)
    #expect(finding.severity == .note)
  }

  @Test func equalProportionsPass() throws {
    try SourceShares().expectPassed(job([("a", 40, 80), ("b", 20, 40)]))
  }

  @Test func fewLabelsMayDifferByChance() throws {
    try SourceShares().expectPassed(job([("a", 3, 2), ("b", 2, 3)]))
  }

  @Test func oneSourceHasNothingToCompare() throws {
    try SourceShares().expectSkipped(job([("a", 3, 0), ("b", 2, 0)]))
  }
}
