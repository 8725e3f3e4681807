import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Labels with several classes per image, and the classes that they have too many or lack.
struct SetSuspectsTests {
  /// The label of each image of ``job(_:)``.
  private static let labels = [[0], [1, 2], [], [0, 1, 2], [2], [0, 2]]

  /// Probabilities of three classes for six images, by a formula.
  private static let probabilities: [[Double]] = (0..<6).map { image in
    (0..<3).map { id in
      let rest = (image * 7 + id * 11 + image * id * 5) % 23
      return (Double(rest) + 0.5) / 24
    }
  }

  private static func job() throws -> Dataset {
    // The first line names all classes in their order, and is no image of the tests.
    try dataset(
      [multiLabelLine("s3://bucket/all", ["c0", "c1", "c2"])]
        + labels.enumerated().map { image, label in
          multiLabelLine("s3://bucket/\(image)", label.map { "c\($0)" })
        })
  }

  private static func csv(_ rows: [[Double]] = probabilities) -> [UInt8] {
    let lines = rows.enumerated().map { image, row in
      "s3://bucket/\(image)," + row.map(\.description).joined(separator: ",")
    }
    return Array((["image,c0,c1,c2"] + lines).joined(separator: "\n").utf8)
  }

  private static func ranking(_ bytes: [UInt8], _ dataset: Dataset) throws -> SetSuspects {
    let predictions = try CSVPredictions().read(bytes, classNames: nil, kind: .eachClass)
    return try #require(
      SetSuspects.rank(
        dataset, predictions: try MatchedPredictions(predictions, dataset), answers: nil
      ).value)
  }

  // MARK: The score

  /// `cleanlab.multilabel_classification.get_label_quality_scores(labels, pred_probs)` of cleanlab 2.9.0
  /// for the same matrix.
  @Test func qualitiesAreThoseOfCleanlab() throws {
    let expected = [
      0.04749999999999999, 0.15416666666666662, 0.41583333333333333, 0.11583333333333332,
      0.5091666666666667, 0.5558333333333334,
    ]
    let qualities = try Self.ranking(Self.csv(), Self.job()).qualities
    #expect(qualities[0] == nil)
    for (quality, expected) in zip(qualities.dropFirst(), expected) {
      #expect(abs(try #require(quality) - expected) < 1e-9)
    }
  }

  @Test(arguments: 1...5) func theQualityLiesBetweenItsClasses(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let values = (0..<6).map { _ in Double.random(in: 0...1, using: &numbers) }
    let quality = try #require(SetQuality.quality(values))
    let (low, high) = (try #require(values.min()), try #require(values.max()))
    #expect(quality >= low && quality <= high)
    #expect(quality <= 0.8 * low + 0.2 * high + 1e-12)
    #expect(SetQuality.quality(values.shuffled(using: &numbers)) == quality)
    #expect(SetQuality.quality([low]) == low && SetQuality.quality([]) == nil)
  }

  // MARK: The list

  @Test func classesAreSuperfluousOrMissing() throws {
    let suspects = try Self.ranking(
      Self.csv([[0.02, 0.9, 0.01], [0.01, 0.99, 0.98], [0.3, 0.01, 0.01]]), Self.job()
    ).suspects
    #expect(suspects.map(\.row) == [1, 3])
    #expect(suspects.map(\.isProbablyWrong) == [true, false])
    let wrong = suspects[0].classes
    #expect(wrong.map(\.classID) == [0, 1] && wrong.map(\.isLabelled) == [true, false])
    #expect(wrong.map(\.probability) == [0.02, 0.9])
    #expect(suspects[1].classes.map(\.classID) == [0])
  }

  @Test(arguments: 1...3) func probablyWrongComesFirst(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let rows = (0..<6).map { _ in (0..<3).map { _ in Double.random(in: 0...1, using: &numbers) } }
    let ranking = try Self.ranking(Self.csv(rows), Self.job())
    for (one, next) in zip(ranking.suspects, ranking.suspects.dropFirst()) {
      #expect(one.isProbablyWrong || !next.isProbablyWrong)
      #expect(one.isProbablyWrong != next.isProbablyWrong || one.score >= next.score)
    }
    for suspect in ranking.suspects {
      #expect(suspect.isProbablyWrong == suspect.classes.contains { $0.score >= 0.5 })
      #expect(suspect.classes.allSatisfy { $0.score > 0.05 })
    }
  }

  // MARK: Answers

  /// Three workers: the label's class is superfluous if two did not choose it, and not in a tie of two.
  @Test func answersJudgeWithTheLabelAsOneMore() throws {
    let dataset = try Self.job()
    let (votes, sets) = SetAgreementTests.setVotes(
      [[], [[0], [0], [1]], [[1], [1, 2], [1]], [[2], []], [[0, 1, 2]], [], []], classes: 3)
    let ranking = try #require(
      SetSuspects.rank(dataset, predictions: nil, answers: (votes, sets)).value)
    #expect(ranking.source == .answers)
    #expect(ranking.qualities.map { $0 != nil } == [false, true, true, true, false, false, false])
    let wrong = ranking.suspects.filter(\.isProbablyWrong)
    #expect(wrong.map(\.row) == [2])
    let superfluous = try #require(wrong.first?.classes.first)
    #expect(superfluous.classID == 2 && superfluous.isLabelled && superfluous.probability == 0.5)
    #expect(superfluous.votes == .init(count: 1, total: 3))
    // One of two chose class 2, which the label has not: a tie, with the label against it.
    let tie = try #require(ranking.suspects.first { $0.row == 3 })
    #expect(tie.classes.map(\.classID) == [2])
    #expect(abs((tie.classes.first?.score ?? 0) - 1.0 / 3) < 1e-12)
  }

  @Test func withoutEvidenceThereIsAReason() throws {
    let dataset = try Self.job()
    #expect(SetSuspects.rank(dataset, predictions: nil, answers: nil).reason != nil)
    let (votes, sets) = SetAgreementTests.setVotes([[], [[0]], [], [], [], [], []], classes: 3)
    #expect(
      SetSuspects.rank(dataset, predictions: nil, answers: (votes, sets)).reason
        == "no labelled image was answered by two workers")
  }

  // MARK: Predictions of each class

  @Test func probabilitiesNeedNotAddUp() throws {
    let predictions = try CSVPredictions().read(
      Array("image,id,c0,c1\na,7,0.9,0.8\nb,8,0.1,0\n".utf8), classNames: nil, kind: .eachClass)
    #expect(predictions.classNames == ["c0", "c1"] && predictions.ignoredColumns == ["id"])
    #expect(predictions[0, 0] == 0.9 && predictions[0, 1] == 0.8 && predictions[1, 1] == 0)
  }

  @Test func classesThatARowLeavesOutAreUnknown() throws {
    let text =
      #"{"image":"s3://bucket/0","probabilities":{"c0":0.9}}"#
      + "\n" + #"{"image":"s3://bucket/1","probabilities":{"c1":0.2,"c0":0.1}}"#
    let dataset = try Self.job()
    let predictions = try MatchedPredictions(
      try JSONLinesPredictions().read(Array(text.utf8), classNames: nil, kind: .eachClass), dataset)
    #expect(predictions.probability(row: 1, of: 0) == 0.9)
    #expect(predictions.probability(row: 1, of: 1) == nil)
    let ranking = try #require(
      SetSuspects.rank(dataset, predictions: predictions, answers: nil).value)
    #expect(ranking.qualities[1] == 0.9)
  }

  @Test(arguments: ["1.5", "-0.1", "80"]) func valuesOutsideAreRefused(_ value: String) throws {
    let error = try #require(throws: FormatError.self) {
      _ = try CSVPredictions().read(
        Array("image,c0,c1\na,\(value),0.2\n".utf8), classNames: nil, kind: .eachClass)
    }
    #expect(error.line == 2 && error.message.contains("from 0 to 1 for each class"))
  }

  @Test func columnsMayBeClassIndices() throws {
    let bytes = Array("image,0,1,2\ns3://bucket/0,0.9,0.1,0.2\n".utf8)
    let predictions = try MatchedPredictions(
      try CSVPredictions().read(bytes, classNames: nil, kind: .eachClass), Self.job())
    #expect(predictions.classMapping == .indices)
    #expect(predictions.probability(row: 1, of: 0) == 0.9)
  }
}
