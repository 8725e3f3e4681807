import Foundation
import PlumbAnalysis
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct ReportPageTests {
  @Test func nothingIsSaidOfWhatWasNotChecked() throws {
    let page = ReportPage(Evidence(of: try dataset([line("s3://bucket/a")])))
    #expect(page.findings.isEmpty && page.verdict.tone == .caution)
    #expect(page.verdict.text.contains("No check has looked at 1 label."))
  }

  @Test func aSelectionIsTheGallery() throws {
    let lines = (0..<20).map { line("s3://bucket/\($0)") } + [#"{"source-ref":"s3://bucket/u"}"#]
    var evidence = Evidence(of: try dataset(lines))
    #expect(ReportPage(evidence).gallery.rows == Array(0..<21))
    evidence.selection = ImageSelection(limit: 5)
    let rows = ReportPage(evidence).gallery.rows
    #expect(rows.count == 5 && rows == rows.sorted())
  }

  @Test func positionsAreFound() throws {
    let gallery = ReportPage.Gallery(
      dataset: try dataset([line("s3://bucket/a")]), rows: [2, 5, 9])
    #expect([2, 5, 9].map(gallery.position(of:)) == [0, 1, 2])
    #expect([0, 3, 10].compactMap(gallery.position(of:)).isEmpty)
  }

  @Test func chartsLeadToTheirImages() throws {
    let lines = (0..<30).map { line("s3://bucket/\($0)", "class \($0 % 3)", human: $0 % 2 == 0) }
    let page = ReportPage(Evidence(of: try dataset(lines)))
    #expect(page.charts.map(\.id) == ["labels", "confidence-human", "confidence-machine"])
    let text = try markup(page)
    for id in 0..<3 { #expect(text.contains("xlink:href=\"#images?class=\(id)\"")) }
    #expect(text.contains("xlink:href=\"#images?class=0&amp;source=human\""))
    for chart in page.charts {
      #expect(chart.table.rows.allSatisfy { $0.count == chart.table.header.count })
    }
  }

  @Test func chartsOfOneSourceOnly() throws {
    let page = ReportPage(Evidence(of: try dataset([line("s3://bucket/a")])))
    #expect(page.charts.map(\.id) == ["labels", "confidence-human"])
  }

  // MARK: Files

  private func write(_ options: PageOptions, _ job: JobOnDisk, to folder: String) async throws
    -> [String]
  {
    var log = ImageLog()
    let outcome = try await FullReport(try job.evidence(), folder: folder, pageOptions: options)
      .write(log: &log) { _, _, _ in }
    return outcome.files
  }

  /// Threads and the cache never change a byte, and what is there already is left alone.
  @Test func pageAndThumbnailsAreTheSameEachTime() async throws {
    let job = try JobOnDisk(count: 60)
    defer { job.remove() }
    let plan = CheckPlan(manifestName: "m", version: "1")
    let cache = job.folder.path + "/cache"
    var outputs: [[String: Data]] = []
    var numbers: [[String: Int?]] = []
    // The last one is written over the one before.
    for (name, jobs, cache) in [("a", 1, nil), ("b", 4, cache), ("c", 2, cache), ("c", 3, cache)] {
      var evidence = try job.evidence(jobs: jobs, cache: cache, measuring: plan.measuring)
      evidence.quality = JobQuality(job.dataset)
      var log = ImageLog()
      _ = try await FullReport(evidence, folder: job.folder.path + "/" + name, checkPlan: plan)
        .write(log: &log) { _, _, _ in }
      let names = ["index.html"] + job.folder.names(name + "/thumbs").map { "thumbs/" + $0 }
      outputs.append(
        try Dictionary(
          uniqueKeysWithValues: names.map { ($0, Data(try job.folder.bytes(name + "/" + $0))) }))
      numbers.append(
        try Dictionary(
          uniqueKeysWithValues: names.dropFirst().map { file in
            let path = "\(job.folder.path)/\(name)/\(file)"
            let facts = try FileManager.default.attributesOfItem(atPath: path)
            return (file, facts[.systemFileNumber] as? Int)
          }))
    }
    #expect(outputs[0].count > 20)
    #expect(outputs.dropFirst().allSatisfy { $0 == outputs[0] })
    #expect(numbers[3] == numbers[2])
  }

  @Test func oneFileStaysBelowItsLimit() async throws {
    let job = try JobOnDisk(count: 40)
    defer { job.remove() }
    var sizes: [Int] = []
    // All of it, then so much less that some thumbnails, and most, have no room.
    for less in [0, 6_000, 15_000] {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let limit = (sizes.first ?? 10_000_000) - less
      let files = try await write(
        PageOptions(isSingleFile: true, maximumBytes: limit), job, to: folder.path + "/out")
      #expect(!files.contains { $0.hasSuffix("thumbs") })
      let bytes = try folder.bytes("out/index.html")
      #expect(bytes.count <= limit)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("(--max-size)") == (less > 0))
      #expect(!text.contains("ground_truth.pdf") && !text.contains("src=\"thumbs/"))
      sizes.append(bytes.count)
    }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test func aLimitThatIsTooLowIsSaid() async throws {
    let job = try JobOnDisk(count: 5)
    defer { job.remove() }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    await #expect(throws: ReportError.self) {
      _ = try await write(
        PageOptions(isSingleFile: true, maximumBytes: 20_000), job, to: folder.path + "/out")
    }
    #expect(!folder.names("out").contains("index.html"))
  }

  @Test func thumbnailsOfAnEarlierReportGo() async throws {
    let job = try JobOnDisk(count: 12)
    defer { job.remove() }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let stale = ["00/0000000000000001.jpg", "0123456789abcdef.jpg"]
    for name in stale + ["mine.jpg", "0123456789abcdef.png"] {
      try folder.write("out/thumbs/" + name, [1])
    }
    _ = try await write(PageOptions(), job, to: folder.path + "/out")
    let names = folder.names("out/thumbs")
    #expect(names.contains("mine.jpg") && names.contains("0123456789abcdef.png"))
    #expect(!names.contains("00") && !names.contains("0123456789abcdef.jpg"))
    #expect(names.count > 4)
    _ = try await write(PageOptions(isSingleFile: true), job, to: folder.path + "/out")
    #expect(folder.names("out/thumbs") == ["0123456789abcdef.png", "mine.jpg"])
  }
}
