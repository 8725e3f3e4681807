import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// What holds for every way to consolidate answers.
struct ConsolidationLawTests {
  private func posteriors(_ method: any ConsolidationMethod, _ votes: Votes) throws -> [[Double]] {
    let matrix = try #require(method.consolidate(votes).value).posteriors
    return (0..<votes.rowCount).map { row in
      (0..<votes.classNames.count).map { matrix[row, $0] }
    }
  }

  private func areClose(_ one: [[Double]], _ other: [[Double]]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { zip($0, $1).allSatisfy { abs($0 - $1) < 1e-6 } }
  }

  private static func sample(_ seed: UInt64) -> Votes {
    randomVotes(rows: 80, workers: 12, classes: 4, answers: 1...6, seed: seed).votes
  }

  @Test func everyMethodHasItsName() {
    let names = allConsolidationMethods.map(\.name)
    #expect(names.count >= 5 && Set(names).count == names.count)
    #expect(allConsolidationMethods.allSatisfy { !$0.title.isEmpty })
  }

  @Test(arguments: 1...4) func orderAndNamesDoNotMatter(_ seed: UInt64) throws {
    let votes = Self.sample(seed)
    var numbers = SeededNumbers(seed: seed)
    let rows = Array(0..<80).shuffled(using: &numbers)
    let workers = Array(0..<12).shuffled(using: &numbers)
    let classes = Array(0..<4).shuffled(using: &numbers)
    for method in allConsolidationMethods {
      let plain = try posteriors(method, votes)
      let byRow = try posteriors(method, changed(votes) { $0.row = rows[$0.row] })
      #expect(areClose(plain, rows.map { byRow[$0] }), "\(method.name): rows")
      let byWorker = try posteriors(method, changed(votes) { $0.worker = workers[$0.worker] })
      #expect(areClose(plain, byWorker), "\(method.name): workers")
      let byClass = try posteriors(method, changed(votes) { $0.classID = classes[$0.classID] })
      let back = byClass.map { row in classes.map { row[$0] } }
      #expect(areClose(plain, back), "\(method.name): classes")
    }
  }

  @Test(arguments: 1...4) func theOrderOfReadingAndUnusedNamesChangeNothing(_ seed: UInt64) throws {
    let votes = Self.sample(seed)
    var numbers = SeededNumbers(seed: seed)
    let shuffled = Votes(
      answers(of: votes).shuffled(using: &numbers), rowCount: votes.rowCount,
      workerNames: votes.workerNames, classNames: votes.classNames)
    let wider = changed(
      votes, rowCount: votes.rowCount + 3, classNames: ["unused"] + votes.classNames + ["other"],
      workerNames: votes.workerNames + ["idle"]
    ) { $0.classID += 1 }
    for method in allConsolidationMethods {
      let plain = try #require(method.consolidate(votes).value)
      #expect(method.consolidate(shuffled).value?.posteriors == plain.posteriors, "\(method.name)")
      let other = try #require(method.consolidate(wider).value)
      #expect(other.posteriors.values == plain.posteriors.values, "\(method.name)")
      #expect(other.labels == plain.labels.map { $0 + 1 } + [-1, -1, -1])
      #expect(other.workers.skills == plain.workers.skills + [nil])
    }
  }

  /// Enough rows that several threads work on them: two runs are still the same bit by bit.
  @Test func threadsChangeNothing() throws {
    let votes = randomVotes(rows: 12_000, workers: 300, classes: 6, answers: 3...5, seed: 2).votes
    for method in allConsolidationMethods where method.name != "glad" {
      let first = try #require(method.consolidate(votes).value)
      let second = try #require(method.consolidate(votes).value)
      #expect(first.posteriors == second.posteriors, "\(method.name)")
      #expect(first.workers.skills == second.workers.skills, "\(method.name)")
    }
  }

  @Test(arguments: hostileVotes) func everyHoleIsSaidInWords(_ hostile: HostileVotes) {
    let votes = hostile.votes
    for method in allConsolidationMethods {
      let measured = method.consolidate(votes)
      guard let result = measured.value else {
        #expect(votes.count == 0 && measured.reason == "there are no answers")
        continue
      }
      #expect(result.labels.count == votes.rowCount)
      for row in 0..<votes.rowCount {
        let entries = result.posteriors.entries(of: row)
        #expect(entries.isEmpty == votes.answers(of: row).isEmpty)
        #expect((result.labels[row] < 0) == entries.isEmpty)
        let sum = entries.reduce(0) { $0 + result.posteriors.values[$1] }
        #expect(entries.isEmpty || abs(sum - 1) < 1e-6, "\(method.name) row \(row)")
      }
      let skills = result.workers.skills
      #expect(skills.count == votes.workerNames.count)
      #expect(skills.allSatisfy { $0.map(\.isFinite) ?? true }, "\(method.name)")
      if case .abilities = result.workers { continue }
      #expect(skills.allSatisfy { $0.map { (-1e-9...1 + 1e-9).contains($0) } ?? true })
    }
  }

  @Test func fullAgreementIsCertain() throws {
    let votes = votes(rows: (0..<60).map { [$0 % 3, $0 % 3, $0 % 3] }, classes: 3)
    for method in allConsolidationMethods {
      let result = try #require(method.consolidate(votes).value)
      #expect(result.labels == (0..<60).map { Int32($0 % 3) }, "\(method.name)")
      #expect(result.ties == [], "\(method.name)")
    }
  }

  /// Methods that weigh workers are right more often than a plain majority where skills differ much.
  @Test func weighingWorkersPays() throws {
    let (votes, truth) = randomVotes(
      rows: 3_000, workers: 40, classes: 4, answers: 5...5, seed: 7, skills: 0.05...0.95)
    func right(_ method: any ConsolidationMethod) throws -> Int {
      let labels = try #require(method.consolidate(votes).value).labels
      return zip(labels, truth).count { Int($0.0) == $0.1 }
    }
    let majority = try right(MajorityVote())
    for method in allConsolidationMethods.dropFirst() {
      #expect(try right(method) > majority + 100, "\(method.name)")
    }
  }

  @Test func aCoinOfTwoSidesIsATie() throws {
    let votes = votes(rows: [[0, 1], [1, 0], [0, 0]], classes: 2)
    #expect(MajorityVote().consolidate(votes).value?.ties == [0, 1])
    #expect(MajorityVote().consolidate(votes).value?.labels == [0, 0, 0])
  }

  @Test func matricesThatDoNotFitAreRefused() throws {
    let (workers, classes) = (20, 2_000)
    let many = votes(
      (0..<workers * classes).map { ($0 % 1_000, $0 / classes, $0 % classes) }, rows: 1_000,
      workers: workers, classes: classes)
    #expect(DawidSkene().consolidate(many).reason?.contains("GB") == true)
    #expect(GroundTruthConsolidation().consolidate(many).reason?.contains("GB") == true)
    #expect(MajorityVote().consolidate(many).value?.labels.count == 1_000)
  }

  @Test func ratesAreThoseOfTheAnswersThatWereGiven() throws {
    let votes = votes(rows: (0..<60).map { [$0 % 3, $0 % 3, min($0 % 3, 1)] }, classes: 4)
    for method in [DawidSkene(), GroundTruthConsolidation()] as [any ConsolidationMethod] {
      let result = try #require(method.consolidate(votes).value)
      guard case .confusions(let rates, _) = result.workers else {
        Issue.record("no matrices")
        return
      }
      let confused = try #require(rates.logRate(of: 2, answering: 1, when: 2))
      let straight = try #require(rates.logRate(of: 0, answering: 2, when: 2))
      #expect(confused > -1.5 && straight > -0.1)
      #expect(rates.logRate(of: 2, answering: 2, when: 2) == nil)
      #expect(rates.logRate(of: 0, answering: 0, when: 3) == nil)
    }
  }
}
