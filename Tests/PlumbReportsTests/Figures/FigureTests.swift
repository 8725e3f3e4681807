import PlumbGraphics
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbReports

/// Every figure draws, or says why not.
struct FigureTests {
  private func check(_ evidence: Evidence) async throws -> [String: String] {
    var skipped: [String: String] = [:]
    for figure in allFigures {
      var log = ImageLog()
      switch try await figure.draw(evidence, log: &log, isolation: nil) {
      case .skipped(let reason):
        #expect(!reason.isEmpty && !reason.hasSuffix("."))
        skipped[figure.fileName] = reason
      case .drawn(let drawing, let pages):
        #expect(!pages.isEmpty)
        for one in [drawing] + pages {
          #expect(one.size.width > 0 && one.size.height > 0)
          #expect(!one.marks.isEmpty && !one.title.isEmpty && !one.alternativeText.isEmpty)
        }
      }
    }
    return skipped
  }

  @Test func filesHaveNamesOfTheirOwn() {
    #expect(Set(allFigures.map(\.fileName)).count == allFigures.count)
    for figure in allFigures {
      #expect(figure.fileName.wholeMatch(of: /[a-z][a-z-]*[a-z]/) != nil)
      #expect(figure.pixelsPerPoint > 0)
    }
  }

  @Test func withImagesEverythingIsDrawn() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    #expect(try await check(try job.evidence()).isEmpty)
  }

  @Test func withoutImagesTheGridsSayHowToGetThem() async throws {
    let job = try JobOnDisk(count: 5)
    defer { job.remove() }
    var evidence = try job.evidence()
    evidence.images = nil
    let skipped = try await check(evidence)
    #expect(Set(skipped.keys) == ["samples-human", "samples-machine"])
    #expect(skipped.values.allSatisfy { $0.contains("--images") })
  }

  @Test func aSourceWithoutLabelsIsSaid() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let data = try dataset([line("s3://bucket/a.jpg")])
    let images = try JobImages(data, folder: folder.path, cache: nil, jobs: 1)
    let evidence = Evidence(dataset: data, summary: SummaryReport(data), images: images)
    #expect(try await check(evidence) == ["samples-machine": "no image was labelled by machine"])
  }

  @Test func withoutAnyLabelNothingIsDrawn() async throws {
    let data = try dataset([
      #"{"source-ref":"s3://bucket/a","job-metadata":{"failure-reason":"x"}}"#
    ])
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let images = try JobImages(data, folder: folder.path, cache: nil, jobs: 1)
    let evidence = Evidence(dataset: data, summary: SummaryReport(data), images: images)
    #expect(try await check(evidence).count == allFigures.count)
  }

  /// Drawn without images, so that all of the hostile names pass through the chart.
  @Test(arguments: [
    "markup-in-classes.manifest", "class-invisible-characters.manifest", "class-long.manifest",
    "class-case-and-spaces.manifest", "confidence-extremes.manifest",
    "formulas-in-classes.manifest",
  ])
  func hostileManifestsAreDrawn(_ name: String) async throws {
    let data = try Fixtures.hostile(name)
    let evidence = Evidence(dataset: data, summary: SummaryReport(data), images: nil)
    #expect(try await check(evidence)["class-histogram"] == nil)
    var log = ImageLog()
    guard case .drawn(let drawing, _) = try await ClassHistogram().draw(evidence, log: &log) else {
      Issue.record("nothing was drawn")
      return
    }
    let svg = SVGRenderer.render(drawing)
    #expect(!svg.contains("<script") && !svg.contains("nan") && !svg.contains("inf\""))
  }

  @Test func aGridShowsWhatAClassHas() async throws {
    let job = try JobOnDisk(count: 40)
    defer { job.remove() }
    let evidence = try job.evidence()
    var log = ImageLog()
    let outcome = try await SampleGrid(source: .human).draw(evidence, log: &log)
    guard case .drawn(let drawing, _) = outcome else {
      Issue.record("nothing was drawn")
      return
    }
    let images = drawing.marks.count { if case .image = $0 { true } else { false } }
    let sections = evidence.selection.sections(of: evidence.dataset).filter { $0.source == .human }
    let shown = sections.reduce(0) { $0 + min(3, $1.total) }
    #expect(images + log.failureCount == shown)
    for section in sections {
      #expect(SVGRenderer.render(drawing).contains("\(min(3, section.total)) of \(section.total)"))
    }
  }

  @Test func theSeedDecidesWhichSamplesAreShown() async throws {
    let job = try JobOnDisk(count: 60)
    defer { job.remove() }
    func drawing(_ seed: UInt64) async throws -> String {
      var log = ImageLog()
      let evidence = try job.evidence(selection: ImageSelection(seed: seed))
      guard
        case .drawn(let drawing, _) = try await SampleGrid(source: .human).draw(evidence, log: &log)
      else { return "" }
      return SVGRenderer.render(drawing)
    }
    #expect(try await drawing(1) == drawing(1))
    #expect(try await drawing(1) != drawing(2))
  }
}
