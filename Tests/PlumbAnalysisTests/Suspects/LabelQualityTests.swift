import PlumbLabels
import Testing

@testable import PlumbAnalysis

/// Numbers of an independent implementation of cleanlab's definitions.
struct LabelQualityTests {
  private static let values: [[Double]] = [
    [0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.05, 0.05, 0.9], [0.6, 0.3, 0.1],
    [0.2, 0.7, 0.1], [0.1, 0.1, 0.8], [0.45, 0.5, 0.05], [0.9, 0.05, 0.05], [0.33, 0.33, 0.34],
  ]
  private static let labels: [Int32] = [0, 1, 2, 2, 1, 1, 0, 0, 0, 1]

  static func predictions(
    _ rows: [[Double]], columns: [String] = ["c0", "c1", "c2"], classes: [String]? = nil
  ) throws -> MatchedPredictions {
    var builder = try PredictionsBuilder(classNames: columns)
    for row in rows { try builder.add(row, line: nil) }
    return MatchedPredictions(try builder.predictions(), classNames: classes ?? columns)
  }

  @Test func scoresOfSingleLabels() throws {
    let predictions = try Self.predictions(Self.values)
    let selfConfidence = [0.7, 0.8, 0.4, 0.9, 0.3, 0.7, 0.1, 0.45, 0.9, 0.33]
    let margin = [0.75, 0.85, 0.55, 0.925, 0.35, 0.75, 0.15, 0.475, 0.925, 0.495]
    let entropy = [
      0.685033619, 0.751540993, 0.503018261, 0.841534593, 0.482633835, 0.685033619, 0.329976114,
      0.580416237, 0.841534593, 0.459986938,
    ]
    for (row, label) in Self.labels.enumerated() {
      let id = Int(label)
      let own = LabelQuality.selfConfidence(row, label: id, predictions)
      #expect(abs(try #require(own) - selfConfidence[row]) < 1e-6)
      let between = LabelQuality.normalisedMargin(row, label: id, predictions)
      #expect(abs(try #require(between) - margin[row]) < 1e-6)
      let weighted = LabelQuality.confidenceWeightedEntropy(row, label: id, predictions)
      #expect(abs(try #require(weighted) - entropy[row]) < 1e-6)
    }
  }

  @Test func theConfidentJoint() throws {
    let predictions = try Self.predictions(Self.values)
    let learning = try #require(ConfidentLearning.compare(Self.labels, predictions).value)
    for (own, wanted) in zip(learning.thresholds, [0.5375, 0.5325, 0.65]) {
      #expect(abs(own - wanted) < 1e-6)
    }
    #expect(learning.joint == [[2, 0, 1], [1, 2, 0], [0, 0, 1]])
    #expect(learning.offDiagonal == [4, 6])
    #expect(learning.calibratedJoint.map { $0.reduce(0, +) } == [4, 4, 2])
    #expect(learning.calibratedJoint == [[3, 0, 1], [1, 3, 0], [0, 0, 2]])
    #expect(learning.issues == [4, 6])
  }

  /// Scaling and pruning keep what they must, whatever the numbers.
  @Test(arguments: 1...6) func everyClassKeepsAnExample(_ seed: UInt64) throws {
    let (votes, truth) = randomVotes(
      rows: 60, workers: 7, classes: 4, answers: 5...5, seed: seed, skills: 0.1...0.5)
    let rows = (0..<60).map { row -> [Double] in
      let classes = votes.classes[votes.answers(of: row)]
      return (0..<4).map { id in Double(classes.count { Int($0) == id }) / 5 }
    }
    let predictions = try Self.predictions(rows, columns: (0..<4).map { "c\($0)" })
    let labels = truth.map(Int32.init)
    let learning = try #require(ConfidentLearning.compare(labels, predictions).value)
    for id in 0..<4 {
      let members = labels.indices.filter { labels[$0] == Int32(id) }
      #expect(learning.calibratedJoint[id].reduce(0, +) == members.count)
      #expect(members.contains { !learning.issues.contains($0) } || members.isEmpty)
    }
    #expect(learning.issues == learning.issues.sorted())
  }

  @Test func holesAreSaidInWords() throws {
    let one = try Self.predictions([[1], [1]], columns: ["c0"])
    #expect(ConfidentLearning.compare([0, 0], one).reason?.contains("one class") == true)
    #expect(LabelQuality.normalisedMargin(0, label: 0, one) == nil)
    #expect(LabelQuality.confidenceWeightedEntropy(0, label: 0, one) == nil)
    let other = try Self.predictions([[0.5, 0.5]], columns: ["a", "b"], classes: ["z"])
    #expect(ConfidentLearning.compare([0], other).reason?.contains("no label") == true)
    #expect(LabelQuality.selfConfidence(0, label: 0, other) == nil)
    #expect(ConfidentLearning.compare([-1], one).value == nil)
  }
}
