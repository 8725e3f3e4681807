import Foundation
import PlumbGraphics
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
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

  /// Figures that need answers, or reference labels, which these jobs have not.
  static let judging: Set = [
    "agreement", "votes-per-label", "answer-confusion", "workers", "suspects",
    "reference-confusion", "reliability-diagram",
  ]

  @Test func withImagesEverythingIsDrawn() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    #expect(Set(try await check(try job.evidence()).keys) == Self.judging)
  }

  /// What figures look at is asked for before, see `Figure.imageRows`.
  @Test func figuresLookAtTheImagesThatTheyName() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let answered = try AnsweredJob()
    var judged = Evidence(
      dataset: answered.dataset, summary: answered.summary, images: nil, samples: 3)
    judged.quality = answered.quality
    var looks = 0
    for evidence in [try job.evidence(), judged, try AnsweredSets().evidence] {
      for figure in allFigures {
        let asked = AskedImages()
        var evidence = evidence
        evidence.images = networkImages(evidence.dataset, in: job.folder.path, asked)
        var log = ImageLog()
        _ = try await figure.draw(evidence, log: &log, isolation: nil)
        let named = figure.imageRows(evidence).map(evidence.dataset.reference)
        #expect(Set(asked.all) == Set(named), "\(figure.fileName)")
        looks += named.count
      }
    }
    #expect(looks > 60)
  }

  @Test func withoutImagesTheGridsSayHowToGetThem() async throws {
    let job = try JobOnDisk(count: 5)
    defer { job.remove() }
    var evidence = try job.evidence()
    evidence.images = nil
    let skipped = try await check(evidence)
    let grids = skipped.filter { !Self.judging.contains($0.key) }
    #expect(Set(grids.keys) == ["samples-human", "samples-machine"])
    #expect(grids.values.allSatisfy { $0.contains("--images") })
  }

  @Test func aSourceWithoutLabelsIsSaid() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let data = try dataset([line("s3://bucket/a.jpg")])
    let images = try JobImages(data, folder: folder.path, cache: nil, jobs: 1)
    let evidence = Evidence(dataset: data, summary: SummaryReport(data), images: images)
    let skipped = try await check(evidence).filter { !Self.judging.contains($0.key) }
    #expect(skipped == ["samples-machine": "no image was labelled by machine"])
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

  // MARK: Confidence and time

  private func texts(_ figure: any Figure, _ lines: [String]) async throws -> [String] {
    let data = try dataset(lines)
    let evidence = Evidence(
      dataset: data, summary: SummaryReport(data), images: nil, metrics: FixedTextMetrics())
    var log = ImageLog()
    switch try await figure.draw(evidence, log: &log, isolation: nil) {
    case .skipped(let reason): return ["skipped: \(reason)"]
    case .drawn(let drawing, _):
      return drawing.marks.compactMap { if case .text(let mark) = $0 { mark.text } else { nil } }
    }
  }

  @Test func confidencesOfSourcesAndJobsHavePanelsOfTheirOwn() async throws {
    let lines =
      (0..<4).map { line("s3://bucket/a\($0)", confidence: "0.\($0 + 1)") }
      + (0..<3).map { line("s3://bucket/b\($0)", confidence: "0.\($0 + 5)", human: false) }
    let texts = try await texts(ConfidenceDistribution(), lines)
    #expect(texts.contains("Labels by people") && texts.contains("Labels by machine"))
    #expect(texts.contains { $0.hasPrefix("n=4, without confidence 0; median 0.25") })
    #expect(texts.contains { $0.contains("do not compare them") })
    let others = (0..<5).flatMap { job in
      (0...job).map {
        line("s3://bucket/\(job)-\($0)", confidence: "0.\($0 + 1)", job: "job-\(job)")
      }
    }
    let byJob = try await self.texts(ConfidenceDistribution(), others)
    let panels = byJob.filter { $0.hasPrefix("Labels by") }
    #expect(panels == (2...4).reversed().map { "Labels by people · job-\($0)" })
    #expect(byJob.contains("2 panels of jobs with fewer labels are left out."))
  }

  @Test func confidencesThatTellNothingAreSaidInWords() async throws {
    func words(_ confidences: [String?]) async throws -> String {
      let lines = confidences.enumerated().map { line("s3://bucket/\($0)", confidence: $1) }
      return try await texts(ConfidenceDistribution(), lines).joined(separator: " ")
    }
    #expect(
      try await words(["0.95", "0.95", nil]).hasSuffix(
        "Constant at 0.95 (3 labels, 1 without): it does not distinguish between labels."))
    #expect(try await words(["0.7"]).hasSuffix("Only one confidence, 0.70 (1 label)."))
    #expect(try await words([nil, nil]) == "skipped: no label has a confidence")
    let most = try await words([String?](repeating: "0.09", count: 19) + ["0.8"])
    #expect(most.contains("95.0 % of them are 0.09"))
  }

  @Test func timesAreDrawnFromTheFirstLabelToTheLast() async throws {
    func dated(_ date: String, human: Bool = true) -> String {
      line("s3://bucket/\(date)", human: human)
        .replacingOccurrences(of: "2024-03-01T10:00:00", with: date)
    }
    let texts = try await texts(
      LabelsOverTime(),
      [dated("2024-03-01T10:00:00"), dated("2024-03-04T12:30:00", human: false), dated("never")])
    #expect(texts.contains("2 dated labels, the first of 2024-03-01, the last of 2024-03-04."))
    #expect(texts.contains("labelled by people") && texts.contains("labelled by machine"))
    #expect(texts.contains("Labels without a date, which are not drawn: 1."))
    #expect(
      try await self.texts(LabelsOverTime(), [dated("never")])
        == ["skipped: no label has a creation date"])
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
