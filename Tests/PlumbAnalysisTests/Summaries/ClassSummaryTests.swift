import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

struct ClassSummaryTests {
  @Test func classesComeFromMostToLeastNumerousThenByBytes() throws {
    let names = ["b", "a", "Z", "é", "a", "e\u{301}", "猫", "", "b", "z", "z", "z"]
    let classes = ClassSummary(try dataset(names.map { line(anyImage, $0) })).classes
    #expect(
      classes.map { Array($0.name.utf8) }
        == ["z", "a", "b", "", "Z", "e\u{301}", "é", "猫"].map { Array($0.utf8) })
    #expect(classes.map(\.count) == [3, 2, 2, 1, 1, 1, 1, 1])
  }

  @Test func bothSourcesCountForTheOrder() throws {
    let lines = [
      line(anyImage, "a"), line(anyImage, "b", human: false), line(anyImage, "b"),
      line(anyImage, "a"), line(anyImage, "b", human: false),
    ]
    let summary = ClassSummary(try dataset(lines))
    #expect(summary.classes.map(\.name) == ["b", "a"])
    #expect(summary.classes[0].human.count == 1)
    #expect(summary.classes[0].machine.count == 2)
    #expect(summary.count(.human) == 3)
    #expect(summary.count(.machine) == 2)
  }

  @Test func canonicallyEqualNamesAreTwoClasses() throws {
    let first = ClassSummary(
      try dataset([line(anyImage, "caf\u{E9}"), line(anyImage, "cafe\u{301}")]))
    #expect(first.classes.map(\.count) == [1, 1])
    var merged = ClassSummary(try dataset([line(anyImage, "caf\u{E9}")]))
    merged.merge(ClassSummary(try dataset([line(anyImage, "cafe\u{301}")])))
    #expect(merged.classes.count == 2)
  }

  @Test func aMissingConfidenceIsNotZero() throws {
    let tally = ClassSummary(
      try dataset([line(confidence: nil), line(confidence: "7"), line(confidence: "0.5")])
    ).classes[0].human
    #expect(tally.count == 3)
    #expect(tally.missingConfidences == 2)
    #expect(tally.statistics?.count == 1)
    #expect(tally.statistics?.mean == 0.5)
    #expect(LabelTally().statistics == nil)
  }
}

struct CoverageSummaryTests {
  @Test func reasonsComeFromMostToLeastFrequentThenByBytes() throws {
    let reasons = ["b", "a", "c", "c", "Z"]
    let coverage = CoverageSummary(try dataset(reasons.map(failedLine) + [unlabelledLine]))
    #expect(coverage.failuresByReason.map(\.reason) == ["c", "Z", "a", "b"])
    #expect(coverage.failuresByReason.map(\.count) == [2, 1, 1, 1])
    #expect(coverage.failed == 5)
    #expect(coverage.rows == 6)
  }

  @Test func canonicallyEqualReasonsStayApart() throws {
    let lines = [failedLine("caf\u{E9}"), failedLine("cafe\u{301}")]
    #expect(CoverageSummary(try dataset(lines)).failuresByReason.count == 2)
  }
}

struct JobSummaryTests {
  @Test func jobsHaveTheirDates() throws {
    let jobs = JobSummary(
      try dataset([
        line(date: "2024-03-02T00:00:00", job: "b"), line(date: nil, job: "b"),
        line(date: "2024-03-01T00:00:00", job: "b"), line(date: nil, job: "a"),
        line(date: "2024-02-01T00:00:00", job: nil), unlabelledLine,
      ])
    ).jobs
    #expect(jobs.map(\.name) == ["", "a", "b"])
    #expect(jobs.map(\.count) == [1, 1, 3])
    #expect(jobs.map { $0.first?.day } == ["2024-02-01", nil, "2024-03-01"])
    #expect(jobs.map { $0.last?.day } == ["2024-02-01", nil, "2024-03-02"])
  }

  @Test func withoutDatesThereIsNoRange() throws {
    #expect(JobSummary().dates == nil)
    #expect(JobSummary(try dataset([line(date: nil)])).dates == nil)
    #expect(JobSummary().jobs.isEmpty)
  }
}
