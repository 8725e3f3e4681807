import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import TestSupport

@testable import PlumbPages
@testable import PlumbReports

/// A job with several classes per image whose workers chose sets, made in code.
struct AnsweredSets {
  static let count = 40
  static let classes = ["c0", "c1", "c2", "c3"]
  /// Images whose label differs in one class from what most workers chose.
  static let wrongRows = [3, 13, 23, 33]

  let dataset: Dataset
  /// Sets as bits: that of an index of the class names is 1 shifted by it.
  let answers: [[Int]]
  let quality: JobQuality

  /// Five workers who err about a class one time in sixteen.
  init(isAnswered: Bool = true) throws {
    var numbers = SeededNumbers(seed: 11)
    // Not Int.random, whose numbers may change with Swift.
    func random(_ count: Int) -> Int { Int(numbers.next() >> 33) % count }
    answers = (0..<Self.count).map { row in
      // The first image is of all classes, so that the manifest names them in this order.
      let truth = row == 0 ? 15 : random(16)
      return (0..<5).map { _ in
        (0..<4).reduce(truth) { set, id in random(16) == 0 && row > 0 ? set ^ (1 << id) : set }
      }
    }
    dataset = try TestSupport.dataset(
      answers.enumerated().map { row, sets in
        multiLabelLine("s3://bucket/set/\(row).jpg", Self.names(Self.label(row, sets)))
      })
    let input = JobQuality.Input(votes: isAnswered ? Self.votes(answers) : nil)
    quality = JobQuality(dataset, input)
  }

  /// What most workers chose, but for one class of the wrong labels.
  private static func label(_ row: Int, _ sets: [Int]) -> Int {
    let chosen = (0..<4).reduce(0) { label, id in
      sets.count { $0 & (1 << id) != 0 } > 2 ? label | (1 << id) : label
    }
    return wrongRows.contains(row) ? chosen ^ (1 << (row / 10)) : chosen
  }

  private static func names(_ set: Int) -> [String] {
    classes.indices.filter { set & (1 << $0) != 0 }.map { classes[$0] }
  }

  private static func votes(_ answers: [[Int]]) -> LoadedVotes {
    let sets = AnswerSets(
      classNames: classes,
      members: (0..<16).map { set in classes.indices.filter { set & (1 << $0) != 0 } })
    let all = answers.enumerated().flatMap { row, sets in
      sets.enumerated().map { Votes.Answer(row: row, worker: $0, classID: $1) }
    }
    let votes = Votes(
      all, rowCount: count, workerNames: (0..<5).map { "w\($0)" },
      classNames: (0..<16).map { $0 == 0 ? "(none)" : names($0).joined(separator: " + ") })
    return LoadedVotes(votes, fit: .none, sets: sets)
  }

  /// Without images.
  var evidence: Evidence {
    var evidence = Evidence(dataset: dataset, summary: SummaryReport(dataset), images: nil)
    evidence.metrics = FixedTextMetrics()
    evidence.quality = quality
    return evidence
  }
}
