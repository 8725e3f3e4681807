import TestSupport
import Testing

@testable import PlumbLabels

/// Answers that are at the wrong images are noticed, and those that are not are kept.
struct AnswerFitTests {
  /// A job of so many images: three workers, each right in nine of ten cases; the label is what the
  /// first said.
  private static func make(
    _ count: Int, classes: Int = 4, _ random: inout SeededNumbers
  ) -> (labels: [String], answers: [[String]]) {
    var labels: [String] = []
    var answers: [[String]] = []
    for _ in 0..<count {
      let truth = Int.random(in: 0..<classes, using: &random)
      let chosen = (0..<3).map { _ in
        Int.random(in: 0..<10, using: &random) > 0
          ? truth : Int.random(in: 0..<classes, using: &random)
      }
      labels.append("c\(chosen[0])")
      answers.append(chosen.enumerated().map { answer("w\($0.offset)", "c\($0.element)") })
    }
    return (labels, answers)
  }

  private static func read(
    _ labels: [String], _ answers: [(object: Int, answers: [String])]
  ) throws -> VotesReading {
    var job = AnswerJob()
    for (object, answers) in answers { try job.add(object, answers) }
    let lines = labels.enumerated().map { line("s3://b-k/\($0.offset).jpg", $0.element) }
    return job.read(for: try dataset(lines), batch: 64)
  }

  @Test(arguments: [2, 4, 10]) func answersOfTheManifestAreKept(_ classes: Int) throws {
    var random = SeededNumbers(seed: 21)
    let (labels, answers) = Self.make(200, classes: classes, &random)
    let reading = try Self.read(labels, answers.enumerated().map { ($0.offset, $0.element) })
    #expect(reading.fit.compared == 200)
    #expect(reading.fit.agreeing == 200)
    #expect(reading.fit.share == 1)
    #expect(reading.votes.count == 600)
    #expect(reading.problems.isEmpty)
  }

  /// A chained job over a part of the images numbers that part from 0.
  @Test(arguments: [2, 4, 10]) func answersOfAChainedJobAreLeftOut(_ classes: Int) throws {
    var random = SeededNumbers(seed: 22)
    let (labels, answers) = Self.make(400, classes: classes, &random)
    let subset = (200..<400).map { ($0 - 200, answers[$0]) }
    let reading = try Self.read(labels, subset)
    #expect(reading.votes.count == 0)
    #expect(reading.votes.workerNames.isEmpty)
    #expect(reading.areAllMisplaced)
    let problem = try reading.problem(.answersDoNotFit)
    #expect(problem.line == 1)
    #expect(problem.count == reading.fit.compared - reading.fit.agreeing)
    #expect(problem.message.contains("only \(reading.fit.agreeing) of 200 images"))
    #expect(problem.message.contains("all answers were left out"))
    #expect(reading.codes == [.answersDoNotFit])
    // What was expected by chance is near what was found.
    #expect(abs((reading.fit.share ?? 0) - reading.fit.expectedShare) < 0.15)
  }

  /// A line that was deleted from the manifest moves every line behind it.
  @Test(arguments: [3, 10]) func answersBehindADeletedLineAreLeftOut(_ classes: Int) throws {
    var random = SeededNumbers(seed: 23)
    var (labels, answers) = Self.make(400, classes: classes, &random)
    labels.remove(at: 250)
    let reading = try Self.read(labels, answers.enumerated().map { ($0.offset, $0.element) })
    let problem = try reading.problem(.answersDoNotFit)
    // The first rows behind may fit by chance.
    #expect((251...260).contains(problem.line), "\(problem)")
    #expect(problem.message.contains("the answers from line \(problem.line) on"))
    #expect(reading.votes.count == (problem.line - 1) * 3)
    #expect(!reading.areAllMisplaced)
    #expect(!reading.codes.contains(.noAnswers))
  }

  /// Labels that somebody corrected by hand, to classes that nobody chose, are what one looks for.
  @Test func correctedLabelsAreNoReasonToDoubt() throws {
    var random = SeededNumbers(seed: 24)
    var (labels, answers) = Self.make(300, &random)
    for index in stride(from: 0, to: 300, by: 6) { labels[index] = "corrected" }
    let reading = try Self.read(labels, answers.enumerated().map { ($0.offset, $0.element) })
    #expect(reading.votes.count == 900)
    let problem = try reading.problem(.labelNotChosen)
    #expect(problem.count == 50)
    #expect(problem.line == 1)
    #expect(reading.codes == [.labelNotChosen])
  }

  @Test func tooFewRowsAreNotJudged() throws {
    let reading = try Self.read(
      ["a", "b"], [(0, [answer("w", "b")]), (1, [answer("w", "a")])])
    #expect(reading.votes.count == 2)
    #expect(reading.codes == [.labelNotChosen])
  }

  @Test func oneClassTellsNothing() throws {
    let reading = try Self.read(
      Array(repeating: "a", count: 50), (0..<50).map { ($0, [answer("w", "a")]) })
    #expect(reading.fit.expectedShare == 1)
    #expect(reading.problems.isEmpty)
  }

  @Test func whatIsExpectedByChanceIsAShareOfAllPairs() throws {
    var random = SeededNumbers(seed: 25)
    let (labels, answers) = Self.make(40, &random)
    let reading = try Self.read(labels, answers.enumerated().map { ($0.offset, $0.element) })
    var hits = 0
    for label in labels {
      hits += answers.count { $0.contains { $0.contains("\"\(label)\"") } }
    }
    #expect(abs(reading.fit.expectedShare - Double(hits) / 1600) < 1e-12)
  }

  /// Where files name the images there is nothing to doubt, however odd the labels are.
  @Test func namedImagesAreNotDoubted() throws {
    var random = SeededNumbers(seed: 26)
    let (labels, _) = Self.make(100, &random)
    let objects = labels.indices.map {
      request(
        "\($0)", uri: "s3://b-k/\($0).jpg", [("w", "c\(Int.random(in: 0..<4, using: &random))")])
    }
    var job = AnswerJob()
    try job.add(
      "[\(objects.joined(separator: ","))]", to: "iteration-1/a.json", .consolidationRequest)
    let lines = labels.enumerated().map { line("s3://b-k/\($0.offset).jpg", $0.element) }
    let reading = job.read(for: try dataset(lines))
    #expect(reading.votes.count == 100)
    #expect(reading.codes == [.labelNotChosen])
  }

  @Test func withoutAnswersThereIsNoFit() throws {
    let reading = try Self.read(["a"], [])
    #expect(reading.fit.share == nil)
    #expect(reading.fit.expectedShare.isNaN)
    #expect(reading.votes.count == 0)
    #expect(reading.votes.rowCount == 1)
    #expect(reading.problems.isEmpty)
  }
}
