import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Agreement of answers that are sets of classes.
struct SetAgreementTests {
  /// Votes from one list of sets a row; sets are numbered as they first occur.
  static func setVotes(_ rows: [[Set<Int>]], classes: Int) -> (votes: Votes, sets: AnswerSets) {
    var members: [Set<Int>] = []
    let numbered = rows.map { row in
      row.map { set in
        if !members.contains(set) { members.append(set) }
        return members.firstIndex(of: set) ?? 0
      }
    }
    return (
      votes(rows: numbered, classes: members.count),
      AnswerSets(
        classNames: (0..<classes).map { "c\($0)" }, members: members.map { Array($0) })
    )
  }

  private static func agreement(_ rows: [[Set<Int>]], classes: Int = 4) -> SetAgreement {
    let (votes, sets) = setVotes(rows, classes: classes)
    return SetAgreement(AnswerPatterns(votes), sets)
  }

  private static func randomRows(_ seed: UInt64, count: Int = 40, classes: Int = 4) -> [[Set<Int>]]
  {
    var numbers = SeededNumbers(seed: seed)
    return (0..<count).map { _ in
      let truth = Set((0..<classes).filter { _ in Int.random(in: 0..<3, using: &numbers) == 0 })
      return (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
        truth.symmetricDifference(
          Int.random(in: 0..<2, using: &numbers) == 0
            ? [] : [Int.random(in: 0..<classes, using: &numbers)])
      }
    }
  }

  // MARK: Distance

  /// Passonneau (2006): 1, 2/3, 1/3 and 0 for equal sets, a part, an overlap, and nothing in common.
  @Test func masiIsWorkedByHand() {
    let examples: [(first: Set<Int>, second: Set<Int>, masi: Double)] = [
      ([1, 2], [1, 2], 1), ([1, 2], [1, 2, 3, 4], 1 / 3.0), ([1, 2], [2, 3], 1 / 9.0),
      ([1], [2], 0), ([], [], 1), ([], [1], 0), ([1], [], 0), ([1, 2, 3], [1], 2 / 9.0),
    ]
    for (first, second, masi) in examples {
      let common = first.intersection(second).count
      let found = SetSimilarity.masi(common: common, first.count, second.count)
      #expect(abs(found - masi) < 1e-12, "\(first) \(second)")
    }
  }

  @Test func bitsCountAsSetsDo() {
    var numbers = SeededNumbers(seed: 3)
    let members = (0..<30).map { _ in
      Set((0..<150).filter { _ in Int.random(in: 0..<5, using: &numbers) == 0 })
    }
    let bits = ClassBits(
      AnswerSets(classNames: (0..<150).map { "c\($0)" }, members: members.map { Array($0) }))
    for (place, one) in members.enumerated() {
      for (other, two) in members.enumerated() {
        #expect(bits.common(place, other) == one.intersection(two).count)
      }
    }
  }

  // MARK: Alpha

  /// Six images, computed with nltk 3.10.4: `AnnotationTask(data, distance=masi_distance).alpha()`.
  @Test func alphaIsThatOfNLTK() throws {
    let rows: [[Set<Int>]] = [
      [[0, 1], [0], [0, 1]], [[2], [2]], [[1, 2], [0, 1], [1]], [[0], [1]],
      [[0, 1, 2], [1, 2], [1, 2]], [[2], [0, 2]],
    ]
    let alpha = Self.agreement(rows).alpha
    #expect(abs(try #require(alpha.value) - 0.27272727272727226) < 1e-9)
  }

  /// The same from the definition: distances of all ordered pairs within images, and within the job.
  @Test(arguments: 1...5) func alphaIsTheDefinition(_ seed: UInt64) throws {
    func distance(_ one: Set<Int>, _ other: Set<Int>) -> Double {
      if one == other { return 0 }
      let common = Double(one.intersection(other).count)
      let jaccard = common / Double(one.union(other).count)
      let isPart = one.isSubset(of: other) || other.isSubset(of: one)
      return 1 - jaccard * (isPart ? 2.0 / 3 : 1.0 / 3)
    }
    let rows = Self.randomRows(seed)
    let units = rows.filter { $0.count > 1 }
    let all = units.flatMap(\.self)
    var (observed, expected) = (0.0, 0.0)
    for unit in units {
      for one in unit {
        for other in unit { observed += distance(one, other) / Double(unit.count - 1) }
      }
    }
    for one in all { for other in all { expected += distance(one, other) } }
    let n = Double(all.count)
    let alpha = 1 - observed / n / (expected / (n * (n - 1)))
    #expect(abs(try #require(Self.agreement(rows).alpha.value) - alpha) < 1e-9)
  }

  /// Where every set has one class and no two of them overlap, distances are those of single classes.
  @Test(arguments: 1...3) func setsOfOneClassAreSingleClasses(_ seed: UInt64) throws {
    let (single, _) = randomVotes(rows: 50, workers: 8, classes: 4, answers: 1...4, seed: seed)
    let patterns = AnswerPatterns(single)
    let sets = AnswerSets(classNames: ["a", "b", "c", "d"], members: [[0], [1], [2], [3]])
    let (own, nominal) = (SetAgreement(patterns, sets), KrippendorffAlpha())
    #expect(
      abs(try #require(own.alpha.value) - (try #require(nominal.overall(patterns).value))) < 1e-9)
    let (one, other) = (
      try #require(own.interval().value), try #require(nominal.interval(patterns).value)
    )
    #expect(abs(one.lowerBound - other.lowerBound) < 1e-9)
    #expect(abs(one.upperBound - other.upperBound) < 1e-9)
  }

  @Test(arguments: 1...3) func theIntervalHoldsAlpha(_ seed: UInt64) throws {
    let agreement = Self.agreement(Self.randomRows(seed, count: 120))
    let alpha = try #require(agreement.alpha.value)
    let interval = try #require(agreement.interval().value)
    #expect(interval.contains(alpha) && interval.lowerBound < interval.upperBound)
    #expect(agreement.interval() == agreement.interval())
  }

  @Test func withoutDisagreementThereIsNoChance() {
    #expect(Self.agreement([[[0], [0]], [[0], [0]]]).alpha.reason != nil)
    #expect(Self.agreement([[[0]], [[1]]]).alpha.reason == AgreementReason.noPairs)
    #expect(Self.agreement([]).meanJaccard.reason == AgreementReason.noPairs)
    #expect(Self.agreement([[[0], [0]], [[1, 2], [1, 2]]]).alpha == .value(1))
  }

  /// By hand: 1 image with 1/2, 1 image with (1 + 1/2 + 1/2) / 3.
  @Test func jaccardIsTheMeanOverImages() throws {
    let mean = Self.agreement([[[0, 1], [0]], [[2], [2], [2, 3]], [[1]]]).meanJaccard
    #expect(abs(try #require(mean.value) - 7 / 12.0) < 1e-12)
  }

  // MARK: Classes

  @Test(arguments: 1...3) func eachClassIsAQuestionOfYesOrNo(_ seed: UInt64) throws {
    let rows = Self.randomRows(seed)
    let (setVotes, sets) = Self.setVotes(rows, classes: 4)
    let asked = AnswerPatterns(setVotes).askedAboutEach(of: sets)
    #expect(asked.map(\.classID) == [0, 1, 2, 3])
    for (id, patterns) in asked {
      let binary = votes(rows: rows.map { $0.map { $0.contains(id) ? 0 : 1 } }, classes: 2)
      #expect(patterns == AnswerPatterns(binary), "class \(id)")
    }
  }

  // MARK: Workers

  @Test func workersAreComparedByTheirSets() throws {
    let (votes, sets) = Self.setVotes(
      [[[0], [0], [0, 1]], [[1, 2], [1]], [[3]]], classes: 4)
    let means = meanJaccardWithOthers(votes, sets)
    // Worker 0: image 0 (1 + 1/2) / 2, image 1 1/2; worker 2: image 0 1/2.
    #expect(abs(try #require(means[0].value) - 0.625) < 1e-12)
    #expect(abs(try #require(means[2].value) - 0.5) < 1e-12)
    let alone = meanJaccardWithOthers(Self.setVotes([[[0]], [[1]]], classes: 2).votes, sets)
    #expect(alone[0].reason == "no other worker answered this worker's images")
  }
}
