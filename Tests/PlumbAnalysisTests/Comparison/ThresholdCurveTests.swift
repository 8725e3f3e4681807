import TestSupport
import Testing

@testable import PlumbAnalysis

/// Precision and recall of a model's answers above a threshold of their confidence.
struct ThresholdCurveTests {
  private typealias Answer = ThresholdCurve.Answer

  private static func answers(_ rows: [(Double, Int, Int)]) -> [ThresholdCurve.Answer] {
    rows.map { Answer(confidence: $0.0, classID: $0.1, trueClass: $0.2) }
  }

  /// Five answers, worked by hand; the two of 0.6 can only be used together.
  private static let five = answers([
    (0.9, 0, 0), (0.8, 1, 1), (0.6, 0, 1), (0.6, 1, 1), (0.2, 1, 0),
  ])

  @Test func countsAreWorkedByHand() throws {
    let curve = try #require(ThresholdCurve.measure(Self.five).value)
    #expect(curve.points.map(\.threshold) == [0.2, 0.6, 0.8, 0.9])
    #expect(curve.points.map(\.counts.answers) == [5, 4, 2, 1])
    #expect(curve.points.map(\.counts.right) == [3, 3, 2, 1])
    #expect(curve.points.allSatisfy { $0.counts.images == 5 })
    let best = curve.best
    #expect(best.threshold == 0.6 && best.counts.precision == 0.75 && best.counts.recall == 0.6)
    #expect(abs(try #require(best.counts.f1) - 6.0 / 9) < 1e-12)
    // At 0.6 class 0 has 1 right of 2 answers and 2 images, class 1 has 2 right of 2 and 3.
    #expect(abs(try #require(best.macroF1) - 0.65) < 1e-12)
  }

  @Test func classesHaveTheirOwnBestThreshold() throws {
    let curve = try #require(ThresholdCurve.measure(Self.five).value)
    #expect(curve.classes.map(\.classID) == [0, 1])
    #expect(curve.classes.map(\.all.images) == [2, 3])
    #expect(curve.classes.map(\.best?.threshold) == [0.9, 0.6])
    #expect(curve.classes[1].best?.counts.precision == 1)
  }

  @Test(arguments: 1...4) func theBestIsTheHighestOfAll(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let answers = (0..<600).map { _ in
      Answer(
        confidence: Double(Int.random(in: 0...400, using: &numbers)) / 400,
        classID: Int.random(in: 0..<3, using: &numbers),
        trueClass: Int.random(in: 0..<3, using: &numbers))
    }
    let curve = try #require(ThresholdCurve.measure(answers).value)
    func f1(_ threshold: Double) -> Double {
      let used = answers.filter { $0.confidence >= threshold }
      let right = used.count { $0.classID == $0.trueClass }
      return 2 * Double(right) / Double(used.count + answers.count)
    }
    let thresholds = Set(answers.map(\.confidence)).sorted()
    let highest = try #require(thresholds.map(f1).max())
    #expect(abs(f1(curve.best.threshold) - highest) < 1e-12)
    #expect(curve.best.threshold == thresholds.first { abs(f1($0) - highest) < 1e-12 })
    #expect(curve.points.count <= ThresholdCurve.maximumPoints)
    #expect(curve.points.first?.threshold == thresholds.first)
    #expect(curve.points.last?.threshold == thresholds.last)
    #expect(curve.points.contains(curve.best))
    #expect(curve.points.allSatisfy { abs(($0.counts.f1 ?? 0) - f1($0.threshold)) < 1e-12 })
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.threshold < $1.threshold })
  }

  /// Raising the threshold never uses more answers, and never finds more.
  @Test func countsFallWithTheThreshold() throws {
    let points = try #require(ThresholdCurve.measure(Self.five).value).points
    for (one, next) in zip(points, points.dropFirst()) {
      #expect(one.counts.answers > next.counts.answers && one.counts.right >= next.counts.right)
    }
  }

  @Test func thereMustBeSomethingToChoose() {
    #expect(
      ThresholdCurve.measure(Self.answers([(0.5, 0, 0), (0.5, 1, 0)])).reason
        == "the confidence is constant")
    #expect(ThresholdCurve.measure([]).reason == "no image has both labels")
    #expect(
      ThresholdCurve.measure([], withoutConfidence: 3).reason == "no answer has a confidence")
  }

  @Test func noAnswerMayBeRight() throws {
    let curve = try #require(
      ThresholdCurve.measure(Self.answers([(0.5, 0, 1), (0.6, 1, 0)])).value)
    #expect(curve.best.counts.f1 == 0 && curve.classes.allSatisfy { $0.best == nil })
  }

  /// An answer without a confidence is left out with its image; other jobs' confidences do not compare.
  @Test func labelsOfADatasetAreMeasured() throws {
    func measure(_ lines: [String]) throws -> Measured<ThresholdCurve> {
      let answers = try dataset(lines)
      let truth = #"{"s3://bucket/0":"cat","s3://bucket/1":"cat","s3://bucket/2":"dog"}"#
      let matched = try MatchedTruth(
        try TruthLabels(parsing: Array(truth.utf8)), answers)
      return ThresholdCurve.measure(answers, matched)
    }
    let curve = try #require(
      try measure([
        line("s3://bucket/0", "cat", confidence: "0.9"),
        line("s3://bucket/1", "dog", confidence: "0.4"),
        line("s3://bucket/2", "dog", confidence: nil),
        line("s3://bucket/3", "dog", confidence: "0.5"),
      ]).value)
    #expect(curve.withoutConfidence == 1 && curve.best.counts.images == 2)
    #expect(curve.points.map(\.threshold) == [0.4, 0.9])
    let jobs = try measure([
      line("s3://bucket/0", "cat", confidence: "0.9", job: "labeling-job/a"),
      line("s3://bucket/1", "dog", confidence: "0.4", job: "labeling-job/b"),
    ])
    #expect(jobs.reason?.contains("2 jobs") == true)
  }
}
