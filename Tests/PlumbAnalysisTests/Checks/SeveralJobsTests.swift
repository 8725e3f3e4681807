import Testing

@testable import PlumbAnalysis

struct SeveralJobsTests {
  @Test func jobsAreNamedWithTheirLabels() throws {
    let finding = try SeveralJobs().finding(
      lines(3, TestLine(job: "b")) + lines(2, TestLine(job: "a")))
    #expect(finding["jobs"] == .list([.text("a"), .text("b")]))
    #expect(finding["labels"] == .list([.whole(2), .whole(3)]))
    #expect(finding.count == 2 && finding.total == 5)
  }

  @Test func labelsOfNoJobBesideOneAreFound() throws {
    let finding = try SeveralJobs().finding([TestLine(job: "a"), TestLine(job: "")])
    #expect(finding["without_job"] == .whole(1))
  }

  @Test func oneJobPasses() throws { try SeveralJobs().expectPassed(lines(3, TestLine())) }
  @Test func noJobAtAllPasses() throws { try SeveralJobs().expectPassed([TestLine(job: "")]) }
}
