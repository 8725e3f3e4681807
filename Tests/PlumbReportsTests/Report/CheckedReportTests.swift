import Foundation
import PlumbAnalysis
import PlumbImages
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct CheckedReportTests {
  private let plan = CheckPlan(manifestName: "output.manifest", version: "1.2.3")

  private func write(_ evidence: Evidence, _ plan: CheckPlan?) async throws -> [String: Data] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var log = ImageLog()
    let outcome = try await FullReport(evidence, folder: folder.path, checkPlan: plan)
      .write(log: &log) { _, _, _ in }
    let files = try folder.files()
    #expect(outcome.files.contains { $0.hasSuffix("/checks.json") } == (plan != nil))
    return files
  }

  /// What `plumb check` says, which looks at the images by itself.
  private func separateReport(_ job: JobOnDisk) async throws -> CheckReport {
    var log = ImageLog()
    let images = try await job.images(measuring: plan.measuring)
      .measurements(of: job.dataset, log: &log) { _, _ in }
    return plan.report(on: job.dataset, images: images)
  }

  @Test func aReportSaysWhatPlumbCheckSays() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let expected = try await separateReport(job)
    let place = try TemporaryFolder()
    defer { place.remove() }
    // Nothing is in the cache, then everything.
    for _ in 0..<2 {
      let evidence = try job.evidence(cache: place.path + "/cache", measuring: plan.measuring)
      let files = try await write(evidence, plan)
      #expect(files["checks.json"] == Data(CheckJSON().text(expected).utf8))
      #expect(files["checks.txt"] == Data(CheckText().text(expected).utf8))
    }
  }

  /// The check says where a missing file was looked for; the page, which is given to others, has no
  /// use for folders of this machine.
  @Test func aFindingOnThePageNamesNoFolderOfThisMachine() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let report = try await separateReport(job)
    let found = try #require(report.found.first { $0.description.id == "unreadable-images" })
    let said = found.outcome.findings.flatMap(\.places).map(\.note.display)
    #expect(said.contains { $0.contains(job.folder.path) })
    let onPage = ReportPage.Finding(found).places
    #expect(onPage.map(\.row) == [4, 5])
    #expect(onPage.allSatisfy { !$0.note.contains(job.folder.path) })
    #expect(onPage.contains { !$0.note.isEmpty })
  }

  @Test func withoutImagesTheirChecksAreSkipped() async throws {
    let job = try JobOnDisk(count: 5)
    defer { job.remove() }
    var evidence = try job.evidence()
    evidence.images = nil
    let expected = plan.report(on: job.dataset, images: nil)
    #expect(try await write(evidence, plan)["checks.json"] == Data(CheckJSON().text(expected).utf8))
    #expect(expected.skipped.contains { $0.id == "dark" })
  }

  @Test func withoutAPlanNothingIsChecked() async throws {
    let job = try JobOnDisk(count: 5)
    defer { job.remove() }
    #expect(try await write(try job.evidence(), nil)["checks.json"] == nil)
  }

  @Test func imagesAreMeasuredOnlyWhereACheckAsks() {
    var plan = plan
    #expect(plan.measuring == .pictures)
    plan.profile = .cleanVision
    #expect(plan.measuring == .cleanVision)
    plan.settings.only = ["coverage"]
    #expect(!plan.needsImages && plan.measuring == .nothing)
  }

  @Test func whatWasSeenInAnyOrderIsInTheOrderOfRows() async throws {
    let job = try JobOnDisk(count: 12)
    defer { job.remove() }
    let collector = MeasurementCollector(job.dataset)
    var log = ImageLog()
    let rows = Array((0..<12).reversed()) + [3, 4, 5]
    try await job.images(measuring: .pictures).forEach(rows, log: &log) { collector.add($0, $1) }
    let found = collector.measurements
    #expect(found.rows == (0..<12).filter { $0 != 4 && $0 != 5 })
    #expect(found.unreadable.map(\.row) == [4, 5])
  }
}
