import Foundation
import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// What is concluded about labels, above all of answers that are odd.
@Suite struct JobQualityTests {
  private static func data(_ count: Int) throws -> Dataset {
    try dataset((0..<count).map { line("s3://bucket/\($0).jpg", ["cat", "dog"][$0 % 2]) })
  }

  private static func quality(
    _ data: Dataset, _ answers: [Votes.Answer], workers: Int
  ) -> JobQuality {
    JobQuality(
      data, JobQuality.Input(votes: AnsweredJob.loaded(answers, data, workers: workers)))
  }

  private static func report(_ data: Dataset, _ quality: JobQuality) throws -> WorkersReport {
    try #require(WorkersReport(quality, SummaryReport(data)))
  }

  /// No text or JSON of a report holds a number that is none.
  private static func expectNumbers(_ report: WorkersReport, _ quality: JobQuality) {
    for text in [report.text(), report.json.compact, report.csv] {
      #expect(!text.contains("nan") && !text.contains("inf"), "\(text)")
    }
    for score in quality.suspects.ranking.scores.compactMap(\.self) {
      #expect((0...1).contains(score))
    }
  }

  @Test func labelsAreSuspectedWithReasonsInWords() throws {
    let job = try AnsweredJob()
    let suspects = job.quality.suspects
    let worst = suspects.suspects(2)
    #expect(Set(worst.map(\.row)) == [10, 40])
    #expect(suspects.weakness == nil && suspects.probablyWrongCount >= 2)
    for suspect in worst {
      #expect(suspect.line == suspect.row + 1 && suspect.label == "dog")
      #expect(suspect.suggested == "owl")
      #expect(suspect.reasons.contains { $0.words == "1 of 4 workers chose this" })
      #expect(suspect.score > 0.5)
    }
    #expect(suspects.suspects(1_000).count == 60)
    #expect(suspects.suspects(-1).isEmpty)
    let all = suspects.suspects(60).map(\.score)
    #expect(all == all.sorted(by: >))
  }

  @Test func rowsOfAConfusionAreThoseWithTheAnswer() throws {
    let job = try AnsweredJob()
    let confusions = try #require(job.quality.confusions)
    let votes = try #require(job.quality.votes?.votes)
    for one in confusions.confusions {
      let rows = confusions.rows(label: one.label, answer: one.answer)
      #expect(rows.count == one.images && rows == rows.sorted())
      for row in rows {
        #expect(job.dataset.row(row).classID == one.label)
        #expect(votes.classes[votes.answers(of: row)].contains(Int32(one.answer)))
      }
    }
    #expect(confusions.table.total == votes.count)
    #expect(confusions.rows(label: 0, answer: 99).isEmpty)
  }

  @Test func idsAreReplacedEverywhere() throws {
    let job = try AnsweredJob(isAnonymous: true)
    let report = try Self.report(job.dataset, job.quality)
    for text in [report.text(), report.json.compact, report.csv] {
      #expect(text.contains("worker-001"))
      for id in 0..<6 { #expect(!text.contains("w\(id)")) }
    }
  }

  // MARK: Bad input

  @Test func withoutAnswersItIsSaid() throws {
    let data = try Self.data(30)
    let quality = JobQuality(data)
    #expect(quality.agreement == nil && quality.workers == nil && quality.confusions == nil)
    #expect(quality.noAnswersReason == "no workers' answers")
    #expect(quality.missing.first?.contains("Agreement and workers are not reported") == true)
    #expect(quality.suspects.weakness?.contains("no evidence to rank by") == true)
    let reasons = quality.suspects.weakness?.split(separator: "; ") ?? []
    #expect(reasons.count > 1 && Set(reasons).count == reasons.count)
    #expect(!quality.missing.contains { $0.hasPrefix("Skipped: ") }, "the reasons are given once")
    #expect(quality.suspects.suspects(10).isEmpty)
    #expect(WorkersReport(quality, SummaryReport(data)) == nil)
    var input = JobQuality.Input()
    input.answersProblem = "they are elsewhere"
    let told = JobQuality(data, input)
    #expect(told.noAnswersReason == "no workers' answers: they are elsewhere")
  }

  @Test func oneWorkerEverywhere() throws {
    let data = try Self.data(20)
    let quality = Self.quality(
      data, (0..<20).map { Votes.Answer(row: $0, worker: 0, classID: $0 % 2) }, workers: 1)
    let report = try Self.report(data, quality)
    #expect(report.agreement.alpha.reason?.contains("no image has two answers") == true)
    #expect(report.workers.notComparable != nil)
    #expect(report.workers.workers[0].record.agreementWithOthers.reason != nil)
    #expect(quality.suspects.weakness != nil)
    #expect(report.text().contains("not defined"))
    Self.expectNumbers(report, quality)
  }

  @Test func oneAnswerAnImage() throws {
    let data = try Self.data(20)
    let quality = Self.quality(
      data, (0..<20).map { Votes.Answer(row: $0, worker: $0 % 5, classID: 0) }, workers: 5)
    let report = try Self.report(data, quality)
    #expect(report.agreement.figures.allSatisfy { $0.value.value == nil })
    Self.expectNumbers(report, quality)
  }

  @Test func everyAnswerIsTheSame() throws {
    let data = try Self.data(20)
    let answers = (0..<60).map { Votes.Answer(row: $0 / 3, worker: $0 % 3, classID: 0) }
    let quality = Self.quality(data, answers, workers: 3)
    let report = try Self.report(data, quality)
    #expect(report.agreement.alpha.reason != nil)
    #expect(report.agreement.splits.tallies.map(\.split.words) == ["3-0"])
    // Half of the labels are ones that nobody chose.
    let worst = quality.suspects.suspects(10)
    #expect(worst.allSatisfy { $0.label == "dog" && $0.suggested == "cat" })
    #expect(worst[0].reasons.contains { $0.words == "0 of 3 workers chose this" })
    Self.expectNumbers(report, quality)
  }

  @Test func imagesWithoutAnswersAndClassesOnlyInAnswers() throws {
    let data = try Self.data(30)
    var answers = (0..<45).map { Votes.Answer(row: $0 / 3, worker: $0 % 3, classID: $0 / 3 % 2) }
    answers += [Votes.Answer(row: 14, worker: 3, classID: 2)]
    let quality = Self.quality(data, answers, workers: 4)
    let report = try Self.report(data, quality)
    #expect(report.agreement.imageCount == 15 && report.agreement.rowCount == 30)
    #expect(quality.suspects.ranking.scores[20] == nil)
    #expect(report.text().contains("bat"))
    #expect(quality.consolidationFit?.total == 15)
    Self.expectNumbers(report, quality)
  }

  @Test func tenThousandWorkers() throws {
    let data = try Self.data(5_000)
    let answers = (0..<10_000).map {
      Votes.Answer(row: $0 / 2, worker: $0, classID: ($0 / 2 + ($0 % 40 == 1 ? 1 : 0)) % 2)
    }
    let quality = Self.quality(data, answers, workers: 10_000)
    let report = try Self.report(data, quality)
    #expect(report.workers.workers.count == 10_000)
    #expect(report.text().contains("… and 9,950 more workers"))
    #expect(quality.suspects.suspects(50).count == 50)
    Self.expectNumbers(report, quality)
  }

  @Test func otherAttributesThatAskSomethingElseAreNoEvidence() throws {
    let data = try Self.data(30)
    let same = try dataset(
      (0..<30).map { line("s3://bucket/\($0).jpg", $0 == 7 ? "cat" : ["cat", "dog"][$0 % 2]) })
    let else_ = try dataset((0..<30).map { line("s3://bucket/\($0).jpg", "day") })
    let quality = JobQuality(data, JobQuality.Input(others: [else_, same]))
    #expect(quality.suspects.suspects(5).first?.row == 7)
    #expect(quality.suspects.suspects(5).first?.suggested == "cat")
    let other = JobQuality(data, JobQuality.Input(others: [else_]))
    #expect(other.suspects.missing.contains { $0.contains("seems to ask something else") })
    #expect(other.suspects.suspects(5).isEmpty)
  }

  @Test func equalPicturesWithOtherLabelsAreSuspect() throws {
    let data = try Self.data(30)
    let quality = JobQuality(data, JobQuality.Input(samePictures: [[3, 8]]))
    let worst = quality.suspects.suspects(5)
    #expect(worst.map(\.row) == [3, 8])
    #expect(worst[0].reasons.map(\.words) == ["same picture as line 9, labelled cat"])
    #expect(worst[0].suggested == "cat")
  }

  // MARK: Figures

  private func outcomes(_ evidence: Evidence) async throws -> [String: FigureOutcome] {
    var log = ImageLog()
    var outcomes: [String: FigureOutcome] = [:]
    for figure in allFigures {
      outcomes[figure.fileName] = try await figure.draw(evidence, log: &log, isolation: nil)
    }
    return outcomes
  }

  private static let answerFigures = [
    "agreement", "votes-per-label", "answer-confusion", "workers",
  ]

  @Test func figuresOfAnswersAreDrawnWhereThereAreSome() async throws {
    let job = try AnsweredJob()
    var evidence = Evidence(
      dataset: job.dataset, summary: job.summary, images: nil, metrics: FixedTextMetrics())
    for name in Self.answerFigures {
      guard case .skipped(let reason)? = try await outcomes(evidence)[name] else {
        Issue.record("\(name) was drawn of nothing")
        continue
      }
      #expect(reason.contains("no workers' answers"))
    }
    evidence.quality = job.quality
    evidence.comparison = try job.comparison()
    let drawn = try await outcomes(evidence)
    for name in Self.answerFigures + ["reference-confusion", "reliability-diagram"] {
      guard case .drawn(let drawing, let pages)? = drawn[name] else {
        Issue.record("\(name) was not drawn")
        continue
      }
      #expect(!pages.isEmpty && drawing.marks.count > 10, "\(name)")
    }
  }

  @Test func suspectsThatCannotBeRankedHaveNoSheet() async throws {
    let data = try Self.data(30)
    var evidence = Evidence(dataset: data, summary: SummaryReport(data), images: nil)
    evidence.quality = JobQuality(data)
    guard case .skipped(let reason)? = try await outcomes(evidence)["suspects"] else {
      Issue.record("the sheet was drawn")
      return
    }
    #expect(reason.hasPrefix("there is no evidence to rank by"))
  }

  @Test func hostileNamesAreEscapedInTexts() throws {
    let names = ["a\u{1B}[31m", "b\u{202E}c", "日本語", "قطة"]
    let data = try dataset((0..<40).map { line("s3://bucket/\($0).jpg", names[$0 % 4]) })
    let answers = (0..<120).map {
      Votes.Answer(row: $0 / 3, worker: $0 % 3, classID: ($0 / 3 + ($0 % 7 == 0 ? 1 : 0)) % 4)
    }
    let quality = Self.quality(data, answers, workers: 3)
    let report = try Self.report(data, quality)
    let list = SuspectList(quality.suspects, data, manifestName: "m\u{1B}[0m", top: 50)
    for text in [report.text(), list.text] {
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && text.contains("日本語"))
    }
    #expect(list.csv.contains("日本語"))
  }
}
