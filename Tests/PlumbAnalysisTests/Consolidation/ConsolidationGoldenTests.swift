import PlumbLabels
import Testing

@testable import PlumbAnalysis

/// Numbers of independent implementations for eight tasks, three workers and three classes.
struct ConsolidationGoldenTests {
  private static let sample = votes(
    [
      (0, 0, 0), (0, 1, 0), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1), (2, 0, 2), (2, 1, 0),
      (2, 2, 2), (3, 0, 0), (3, 1, 0), (3, 2, 0), (4, 0, 1), (4, 1, 2), (4, 2, 1), (5, 0, 2),
      (5, 1, 2), (5, 2, 0), (6, 0, 0), (6, 2, 1), (7, 1, 1), (7, 2, 1),
    ], rows: 8, workers: 3, classes: 3)

  private func check(_ method: some ConsolidationMethod, _ wanted: [[Double]]) throws {
    let result = try #require(method.consolidate(Self.sample).value)
    for row in 0..<8 {
      for id in 0..<3 {
        #expect(abs(result.posteriors[row, id] - wanted[row][id]) < 2e-9, "row \(row) class \(id)")
      }
    }
  }

  @Test func majorityVote() throws {
    let third = 1.0 / 3
    try check(
      MajorityVote(),
      [
        [2 * third, third, 0], [0, 1, 0], [third, 0, 2 * third], [1, 0, 0], [0, 2 * third, third],
        [third, 0, 2 * third], [0.5, 0.5, 0], [0, 1, 0],
      ])
    let result = try #require(MajorityVote().consolidate(Self.sample).value)
    #expect(result.ties == [6])
    #expect(result.labels == [0, 1, 2, 0, 1, 2, 0, 1])
    #expect(result.workers.skills == [1, 5.0 / 7, 5.0 / 8])
  }

  @Test func dawidAndSkene() throws {
    try check(
      DawidSkene(),
      [
        [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1],
        [0.997762386, 0.002237614, 0], [0, 1, 0],
      ])
    #expect(DawidSkene().consolidate(Self.sample).value?.rounds == 19)
  }

  @Test func theVariantOfGroundTruth() throws {
    try check(
      GroundTruthConsolidation(),
      [
        [0.95976334, 0.034626375, 0.005610285], [0.003025146, 0.995718231, 0.001256623],
        [0.074073008, 0.010343817, 0.915583175], [0.993993857, 0.002586106, 0.003420038],
        [0.011407797, 0.961455269, 0.027136935], [0.047550132, 0.014991884, 0.937457984],
        [0.789426338, 0.19237321, 0.018200452], [0.050194235, 0.930867436, 0.018938329],
      ])
    let result = try #require(GroundTruthConsolidation().consolidate(Self.sample).value)
    let confidences = (0..<8).map {
      GroundTruthConsolidation.confidence(result.posteriors, row: $0)
    }
    #expect(confidences == [0.96, 1.0, 0.92, 0.99, 0.96, 0.94, 0.79, 0.93])
    for (skill, wanted) in zip(result.workers.skills, [0.936199742, 0.702715827, 0.634020961]) {
      #expect(abs(try #require(skill) - wanted) < 1e-9)
    }
  }

  /// Where GLAD ends, no parameter can be moved to a better place: the derivatives of the expected
  /// logarithm of the joint probability vanish.
  @Test func gladEndsAtAStationaryPoint() throws {
    let (votes, _) = randomVotes(rows: 60, workers: 8, classes: 3, answers: 2...5, seed: 12)
    let result = try #require(GLAD().consolidate(votes).value)
    #expect(result.hasConverged)
    let abilities = result.workers.skills
    let easiness = try #require(result.easiness)
    for worker in 0..<8 {
      let ability = try #require(abilities[worker])
      var gradient = 1 - ability
      for answer in 0..<votes.count where votes.workers[answer] == Int32(worker) {
        let row = Int(votes.rows[answer])
        let rightness = result.posteriors[row, Int(votes.classes[answer])]
        gradient += (rightness - Odds.probability(ability * easiness[row])) * easiness[row]
      }
      #expect(abs(gradient) < 1e-3)
    }
  }

  /// What the program of AWS and that of Crowd-Kit agree on: a hard image is easier to doubt.
  @Test func gladFindsTheHardImages() throws {
    let easy =
      Array(repeating: [0, 0, 0, 0, 0], count: 20) + Array(repeating: [1, 1, 1, 1, 1], count: 20)
    let result = try #require(
      GLAD().consolidate(votes(rows: easy + [[0, 1, 0, 1, 0]], classes: 2)).value)
    let easiness = try #require(result.easiness)
    #expect(easiness[40] < easiness[0])
    #expect(easiness[40] < easiness[30])
  }
}
