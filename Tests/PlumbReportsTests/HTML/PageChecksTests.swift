import PlumbAnalysis
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// The page says what `plumb check` says, no more and no less.
struct PageChecksTests {
  private func checks(_ dataset: Dataset, _ settings: CheckSettings = CheckSettings())
    -> CheckReport
  {
    let evidence = CheckEvidence(dataset)
    return CheckReport(
      runChecks(allChecks, on: evidence, with: settings), on: evidence,
      setup: CheckReport.Setup(manifestName: "m", version: "1"))
  }

  private func page(_ dataset: Dataset, _ checks: CheckReport) -> ReportPage {
    var page = ReportPage(Evidence(of: dataset))
    page.take(checks)
    return page
  }

  @Test func everyCheckIsToldOnce() throws {
    for name in try Fixtures.readableManifests() {
      let dataset = try Fixtures.hostile(name)
      let report = checks(dataset)
      let page = page(dataset, report)
      let told =
        page.findings.map(\.id) + page.passedChecks.map(\.name)
        + page.skippedChecks.flatMap(\.names)
      #expect(told.sorted() == report.results.map(\.description.id).sorted(), "\(name)")
      let weights = page.findings.map(\.severity)
      #expect(weights == weights.sorted(by: >), "\(name)")
      #expect(Set(page.skippedChecks.map(\.reason)).count == page.skippedChecks.count)
      for finding in page.findings {
        #expect(!finding.messages.isEmpty && !finding.why.isEmpty && !finding.command.isEmpty)
        #expect(Set(finding.rows).count == finding.rows.count)
        #expect(finding.rows.allSatisfy { $0 >= 0 && $0 < dataset.count })
      }
    }
  }

  @Test func placesAreThoseOfTheCheckWithItsWords() throws {
    let dataset = try dataset([
      line("s3://bucket/a", "x"), line("s3://bucket/b", "x"), line("s3://bucket/a", "y"),
    ])
    let report = checks(dataset)
    let finding = try #require(
      page(dataset, report).findings.first { $0.id == "conflicting-references" })
    let result = try #require(report.found.first { $0.description.id == finding.id })
    #expect(finding.title == "Conflicting references")
    #expect(finding.severity == .error)
    #expect(finding.rows == result.outcome.findings.flatMap(\.rows))
    #expect(finding.places.first?.note.contains("on line 1") == true)
    let text = try markup(page(dataset, report))
    #expect(text.contains("on line 1</span>"))
    #expect(text.contains("#images?finding=conflicting-references&amp;group=no&amp;row=2"))
  }

  /// Lines that are no row have no picture; they are told in words.
  @Test func linesThatAreNoRowAreTold() throws {
    let dataset = try dataset([line("s3://bucket/a"), "{", line("s3://bucket/b")])
    let finding = try #require(
      page(dataset, checks(dataset)).findings.first { $0.id == "refused-lines" })
    #expect(finding.rows.isEmpty)
    #expect(finding.otherLines.first?.hasPrefix("line 2: ") == true)
  }

  @Test func theVerdictCountsWhatWasFound() throws {
    let lines = [line("s3://bucket/a", "x"), line("s3://bucket/a", "y")]
    let dataset = try dataset(lines)
    let report = checks(dataset)
    let verdict = page(dataset, report).verdict
    #expect(verdict.tone == .bad)
    #expect(verdict.text.contains(counted(report.count(.error), "error")))
    #expect(verdict.detail.contains("\(report.skipped.count) skipped"))
    var settings = CheckSettings()
    settings.only = ["refused-lines"]
    let good = page(dataset, checks(dataset, settings))
    #expect(good.verdict.tone == .good && good.verdict.text == "No problems found in 2 labels")
    #expect(good.findings.isEmpty && good.passedChecks.map(\.name) == ["refused-lines"])
    #expect(try markup(good).contains("No findings."))
  }

  /// The numbers that were judged by are those of the run, the user's where there are any.
  @Test func thresholdsAreThoseOfTheRun() throws {
    let dataset = try dataset((0..<3).map { line("s3://bucket/\($0)") })
    let check = try #require(allChecks.map(\.description).first { !$0.thresholds.isEmpty })
    let threshold = check.thresholds[0]
    var settings = CheckSettings()
    settings.thresholds[check.id] = Thresholds([threshold.name: threshold.range.upperBound])
    let page = page(dataset, checks(dataset, settings))
    let told = try #require(page.thresholds.first { $0.name == check.id })
    #expect(told.values.first?.value == thresholdText(threshold.range.upperBound))
    #expect(told.values.map(\.name) == check.thresholds.map(\.name))
  }
}
