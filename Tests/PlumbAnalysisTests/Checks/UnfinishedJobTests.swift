import TestSupport
import Testing

@testable import PlumbAnalysis

struct UnfinishedJobTests {
  private func outcome(_ stage: JobStage?) throws -> CheckOutcome {
    var some = try evidence(lines(3, TestLine()) + lines(2, TestLine(name: nil)))
    some.stage = stage
    return UnfinishedJob().run(some)
  }

  @Test func onlyAFinishedJobPasses() throws {
    #expect(try outcome(.finished) == .passed)
    guard case .skipped = try outcome(nil) else {
      Issue.record("an unknown stage must not pass")
      return
    }
  }

  @Test func anIterationIsFound() throws {
    let finding = try #require(try outcome(.iteration(12)).findings.first)
    #expect(finding.severity == .warning && finding.count == 2 && finding.total == 5)
    #expect(finding["iteration"] == .whole(12))
  }
}
