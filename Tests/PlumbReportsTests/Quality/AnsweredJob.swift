import Foundation
import PlumbAnalysis
import PlumbLabels
import TestSupport

@testable import PlumbPages
@testable import PlumbReports

/// A job with workers' answers, made in code.
struct AnsweredJob {
  let dataset: Dataset
  let quality: JobQuality

  var summary: SummaryReport { SummaryReport(dataset) }

  /// Sixty images of three classes, four answers each of six workers who err one time in five; where
  /// the label is "dog" and the number is divisible by ten, most workers say "owl".
  init(isAnonymous: Bool = false) throws {
    var numbers = SeededNumbers(seed: 7)
    let names = ["cat", "dog", "owl"]
    let data = try TestSupport.dataset(
      (0..<60).map {
        line(
          "s3://bucket/\($0).jpg", names[$0 % 3], confidence: "0.\(50 + $0 % 40)",
          human: $0 % 4 != 0)
      })
    var answers: [Votes.Answer] = []
    for row in 0..<60 {
      for place in 0..<4 {
        let isWrong = row % 30 == 10 ? place > 0 : Int.random(in: 0..<5, using: &numbers) == 0
        answers.append(
          Votes.Answer(
            row: row, worker: (row + place) % 6, classID: (row % 3 + (isWrong ? 1 : 0)) % 3))
      }
    }
    dataset = data
    quality = JobQuality(
      data,
      JobQuality.Input(
        votes: Self.loaded(answers, data, workers: 6), isAnonymous: isAnonymous))
  }

  /// Answers of workers "w0", "w1" and so on; classes are those of the labels and then "bat".
  static func loaded(
    _ answers: [Votes.Answer], _ dataset: Dataset, workers: Int
  ) -> LoadedVotes {
    let votes = Votes(
      answers, rowCount: dataset.count, workerNames: (0..<workers).map { "w\($0)" },
      classNames: dataset.classNames + ["bat"])
    return LoadedVotes(votes, fit: AnswerFit.none)
  }

  /// Two workers' answers to every labelled row; the second one disagrees.
  static func votes(_ dataset: Dataset) -> LoadedVotes {
    let answers = (0..<dataset.count).flatMap { row in
      dataset.row(row).classID.map { id in
        [0, 1, 2].map { Votes.Answer(row: row, worker: $0, classID: $0 == 2 ? id + 1 : id) }
      } ?? []
    }
    return loaded(answers, dataset, workers: 3)
  }

  /// Against reference labels that differ for every seventh image.
  func comparison() throws -> ComparisonReport {
    let entries = (0..<60).map {
      TruthLabels.Entry(
        key: Array("\($0)".utf8),
        label: Array(["cat", "dog", "owl"][($0 + ($0 % 7 == 0 ? 1 : 0)) % 3].utf8), line: $0)
    }
    return ComparisonReport(
      dataset, try MatchedTruth(TruthLabels(entries), dataset), name: "truth.json",
      manifestName: "m")
  }
}

extension AnswerFit {
  /// Nothing was compared.
  static var none: AnswerFit { AnswerFit(compared: 0, agreeing: 0, expectedShare: .nan) }
}
