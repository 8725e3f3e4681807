import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// What is said about workers.
struct WorkerTests {
  @Test func figuresAreThoseOfACountByHand() throws {
    // Worker 0: with 0 0, against 1 1, alone; worker 1 and 2 as they are.
    let votes = votes(
      [
        (0, 0, 0), (0, 1, 0), (0, 2, 0), (1, 0, 0), (1, 1, 1), (1, 2, 1), (2, 0, 1), (3, 0, 1),
        (3, 1, 1),
      ], rows: 5, workers: 4, classes: 2)
    let records = workerRecords(votes)
    #expect(records.map(\.answers) == [4, 3, 2, 0])
    #expect(records.map(\.images) == [4, 3, 2, 0])
    let share = try #require(records[0].agreementWithOthers.value)
    #expect(share == WorkerRecord.Share(agreeing: 3, pairs: 5, images: 3))
    #expect(share.interval == Proportion.interval(share: 0.6, of: 3))
    #expect(records[0].agreementWithConsensus.value == Proportion(2, of: 3))
    #expect(
      records[3].agreementWithOthers.reason == "no other worker answered this worker's images")
    #expect(records[0].medianSeconds.reason?.contains("have no times") == true)
  }

  @Test func mediansOfSecondsAreThoseThatAreKnown() {
    let answers = [3.0, nil, 5.0, 100.0].enumerated().map { row, seconds in
      Votes.Answer(row: row, worker: 0, classID: 0, secondsSpent: seconds)
    }
    let votes = Votes(answers, rowCount: 4, workerNames: ["w"], classNames: ["c"])
    #expect(workerRecords(votes)[0].medianSeconds == .value(5))
  }

  @Test(arguments: hostileVotes) func everyHoleIsSaidInWords(_ hostile: HostileVotes) {
    let records = workerRecords(hostile.votes)
    #expect(records.count == hostile.votes.workerNames.count)
    #expect(records.reduce(0) { $0 + $1.answers } == hostile.votes.count)
    for record in records {
      if let share = record.agreementWithOthers.value {
        #expect((0...1).contains(share.share) && share.interval.contains(share.share))
        #expect(share.images > 0 && share.images <= record.images)
      }
      if let share = record.agreementWithConsensus.value { #expect(share.total > 0) }
      for flag in record.flags { #expect((0...1).contains(flag.falseDiscoveryRate)) }
    }
    let evidence = WorkerEvidence(hostile.votes)
    for test in allWorkerTests {
      let results = test.results(evidence)
      #expect(results.count == records.count)
      for result in results.compactMap(\.value) {
        #expect((0...1).contains(result.pValue), "\(test.name)")
        #expect(!result.words.isEmpty)
      }
    }
  }

  @Test func whoIsAloneCannotBeJudged() throws {
    let votes = try #require(hostileVotes.first { $0.testDescription == "one answer an image" })
      .votes
    for record in workerRecords(votes) {
      #expect(record.flags.isEmpty)
      #expect(record.agreementWithOthers.value == nil)
      #expect(record.agreementWithConsensus.reason?.contains("two workers") == true)
    }
    #expect(LeaveOneOut.estimate(votes).value == nil)
  }

  // MARK: Tests of workers

  /// Honest workers of equal skill, and three who are not: each is found by the test that is for it.
  private static func job(_ seed: UInt64, honest: Int = 40) -> Votes {
    let workers = honest + 3
    let (votes, truth) = randomVotes(
      rows: 800, workers: workers, classes: 5, answers: 5...5, seed: seed, skills: 0.85...0.85)
    var numbers = SeededNumbers(seed: seed)
    let pace = (0..<workers).map { _ in Double.random(in: -0.3...0.3, using: &numbers) }
    return changed(votes) { answer in
      let noise = (0..<4).reduce(0.0) { sum, _ in
        sum + Double.random(in: -0.5...0.5, using: &numbers)
      }
      answer.secondsSpent = exp(2 + pace[answer.worker] + noise)
      switch answer.worker - honest {
      case 0: answer.classID = 3
      case 1: answer.classID = Int.random(in: 0..<5, using: &numbers)
      case 2:
        answer.classID = truth[answer.row]
        answer.secondsSpent = (answer.secondsSpent ?? 0) / 8
      default: break
      }
    }
  }

  @Test(arguments: 1...3) func everyTestFindsItsWorker(_ seed: UInt64) {
    let flags = workerFlags(WorkerEvidence(Self.job(seed)))
    #expect(flags[40].map(\.test).contains("one-answer"))
    #expect(flags[40].first { $0.test == "one-answer" }?.classID == 3)
    #expect(flags[41].map(\.test) == ["low-agreement"])
    #expect(flags[42].map(\.test) == ["too-fast"])
  }

  /// Of honest workers, each test flags about as many as it says, or fewer: over forty jobs, less
  /// than one job in ten has any flag of that test.
  @Test func falseAlarmsAreRare() {
    var alarms = [String: Int](), jobs = 0
    for seed in 100..<140 as Range<UInt64> {
      let (votes, _) = randomVotes(
        rows: 120, workers: 30, classes: 4, answers: 4...4, seed: seed, skills: 0.8...0.8)
      var numbers = SeededNumbers(seed: seed)
      let timed = changed(votes) { answer in
        let noise = (0..<6).reduce(0.0) { sum, _ in
          sum + Double.random(in: -0.5...0.5, using: &numbers)
        }
        answer.secondsSpent = exp(2 + Double(answer.worker % 7) / 10 + noise)
      }
      jobs += 1
      for test in Set(workerFlags(WorkerEvidence(timed)).joined().map(\.test)) {
        alarms[test, default: 0] += 1
      }
    }
    for test in allWorkerTests { #expect(alarms[test.name, default: 0] <= jobs / 10) }
  }

  /// A worker who saw one class only gives one answer, and rightly so.
  @Test func whoSawOneClassIsNotAccused() throws {
    let votes = try #require(
      hostileVotes.first { $0.testDescription == "workers who saw one class only" }
    ).votes
    #expect(workerFlags(WorkerEvidence(votes)).joined().isEmpty)
  }

  @Test func everyTestHasItsName() {
    let names = allWorkerTests.map(\.name)
    #expect(names.count >= 3 && Set(names).count == names.count)
    for test in allWorkerTests { #expect(!test.question.isEmpty) }
  }

  // MARK: Leaving one out

  /// The definition, worked out with nothing but loops, for a small job.
  @Test(arguments: 1...3) func nobodyConfirmsHimself(_ seed: UInt64) throws {
    let (votes, _) = randomVotes(rows: 30, workers: 6, classes: 3, answers: 0...4, seed: seed)
    let table = AnswerTable(votes)
    let fit = try #require(GroundTruthConsolidation().fit(table).value)
    let own = try #require(LeaveOneOut.estimate(votes).value)
    for row in 0..<30 {
      for answer in table.answers(ofRow: row) {
        let others = table.answers(ofRow: row).filter { table.workers[$0] != table.workers[answer] }
        guard !others.isEmpty else {
          #expect(own.othersPosteriors.entries(of: answer).isEmpty)
          continue
        }
        let weights = (0..<3).map { id in
          others.reduce(exp(fit.logPrior[id])) {
            $0 * exp(fit.logRates[Int(fit.layout.slots[$1]) * 3 + id])
          }
        }
        for id in 0..<3 {
          let wanted = weights[id] / weights.reduce(0, +)
          #expect(abs(own.othersPosteriors[answer, id] - wanted) < 1e-9)
        }
      }
    }
  }

  /// Who answered one image only has the weight of an average worker, whatever the answer was.
  @Test func aSingleAnswerMakesNobodyAnExpert() throws {
    let (votes, _) = randomVotes(
      rows: 100, workers: 10, classes: 3, answers: 3...3, seed: 4, skills: 0.8...0.8)
    let extra = Votes(
      answers(of: votes) + [Votes.Answer(row: 0, worker: 10, classID: 2)],
      rowCount: 100, workerNames: votes.workerNames + ["new"], classNames: votes.classNames)
    let own = try #require(LeaveOneOut.estimate(extra).value)
    let answer = try #require(own.layout.table.answers(ofRow: 0).last)
    let coin = CoinRates(accuracy: own.meanAccuracy, classes: 3)
    for id in 0..<3 {
      let rate = own.rates.rate(
        answer, without: answer..<answer + 1, truth: id, own.othersPosteriors)
      #expect(abs(rate - coin[id == 2]) < 1e-12)
    }
  }

  @Test func confusionsAreFound() throws {
    // Worker 3 calls every 2 a 1.
    let votes = votes(
      rows: (0..<90).map { [$0 % 3, $0 % 3, $0 % 3, min($0 % 3, 1)] }, classes: 3)
    let cells = try #require(LeaveOneOut.estimate(votes).value).confusions(of: 3)
    let confused = try #require(cells.first { $0.truth == 2 && $0.answer == 1 })
    #expect(abs(confused.expectedCount - 30) < 0.1 && confused.rate > 0.25)
    #expect(!cells.contains { $0.truth == 2 && $0.answer == 2 })
    let labels = (0..<90).map { Int32($0 % 3) }
    let pairs = classConfusions(votes, labels: labels)
    #expect(pairs.count == 1)
    #expect(pairs[0].label == 2 && pairs[0].answer == 1 && pairs[0].images == 30)
    #expect(pairs[0].answers == Proportion(30, of: 120))
    #expect(pairs[0].workers == [ClassConfusion.WorkerCount(worker: 3, answers: 30)])
    #expect(classConfusions(votes, labels: labels.map { _ in -1 }).isEmpty)
  }

  // MARK: Names

  @Test func aliasesFollowTheNumberOfAnswers() {
    let votes = Votes(
      [(0, 1), (1, 1), (2, 0), (3, 2)].map { Votes.Answer(row: $0.0, worker: $0.1, classID: 0) },
      rowCount: 4, workerNames: ["b", "c", "a", "é", "e\u{301}"], classNames: ["x"])
    #expect(
      workerAliases(votes) == [
        "worker-003", "worker-001", "worker-002", "worker-005", "worker-004",
      ])
  }

  /// Ten thousand workers are no more than so many numbers.
  @Test func tenThousandWorkersHaveTheirRecords() {
    let (votes, _) = randomVotes(rows: 12_000, workers: 40, classes: 5, answers: 3...3, seed: 8)
    let many = changed(votes, workerNames: (0..<10_000).map { "w\($0)" }) {
      $0.worker += $0.row % 250 * 40
    }
    let records = workerRecords(many)
    #expect(records.count == 10_000)
    #expect(records.reduce(0) { $0 + $1.answers } == 36_000)
    #expect(Set(workerAliases(many)).count == 10_000)
    #expect(workerAliases(many).allSatisfy { $0.utf8.count == "worker-00001".utf8.count })
  }
}
