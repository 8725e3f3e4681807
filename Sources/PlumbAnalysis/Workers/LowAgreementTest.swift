import PlumbSystem

/// Asks whether a worker agrees less than others who answered the same images.
///
/// An answer agrees if it is the most probable class by the answers of the other workers
/// (``LeaveOneOut``). The p-value is the lower tail of the binomial distribution, with the share of
/// agreeing answers among all other answers to the same images; one agreeing and one disagreeing
/// answer are added to that share, because it is an estimate itself.
package struct LowAgreementTest: WorkerTest {
  /// Makes the test.
  package init() {}

  /// Its stable name.
  package var name: String { "low-agreement" }
  /// What is asked.
  package var question: String {
    "does the worker agree with the consensus of the others less often than other workers on the "
      + "same images do (binomial, lower tail)?"
  }

  /// Tests every worker.
  package func results(_ evidence: WorkerEvidence) -> [Measured<WorkerTestResult>] {
    let rows = RowAgreement(evidence)
    return concurrentMap(blocks(byWork: evidence.table.workerStarts, work: 1 << 12)) { workers in
      workers.map { result(of: $0, evidence: evidence, rows: rows) }
    }.flatMap(\.self)
  }

  /// How many answers to each row could be compared, and how many of these agree.
  private struct RowAgreement: Sendable {
    var agreeing: [Int]
    var compared: [Int]

    init(_ evidence: WorkerEvidence) {
      agreeing = [Int](repeating: 0, count: evidence.table.rowCount)
      compared = agreeing
      for (answer, agrees) in evidence.agreesWithOthers.enumerated() {
        guard let agrees else { continue }
        compared[Int(evidence.table.rows[answer])] += 1
        agreeing[Int(evidence.table.rows[answer])] += agrees ? 1 : 0
      }
    }
  }

  private func result(
    of worker: Int, evidence: WorkerEvidence, rows: RowAgreement
  ) -> Measured<WorkerTestResult> {
    if let reason = evidence.leaveOneOut.reason { return .notDefined(because: reason) }
    var (own, ownAgreeing, others, othersAgreeing) = (0, 0, 0, 0)
    for visit in evidence.table.visits(of: worker) {
      let verdicts = visit.answers.compactMap { evidence.agreesWithOthers[Int($0)] }
      let agreeing = verdicts.count { $0 }
      own += verdicts.count
      ownAgreeing += agreeing
      others += rows.compared[visit.row] - verdicts.count
      othersAgreeing += rows.agreeing[visit.row] - agreeing
    }
    guard own > 0 else {
      return .notDefined(because: "no other worker answered this worker's images")
    }
    let chance = Double(othersAgreeing + 1) / Double(others + 2)
    let share = Proportion(ownAgreeing, of: own)
    return .value(
      WorkerTestResult(
        pValue: Distributions.binomialLowerTail(ownAgreeing, of: own, chance: chance),
        isLarge: true, words: words(share, Proportion(othersAgreeing, of: others))))
  }

  private func words(_ own: Proportion, _ others: Proportion) -> String {
    let share = NumberWords.share(own.share ?? 0, own.interval ?? 0...1)
    return "agrees with the others' consensus in \(own.count) of "
      + "\(NumberWords.counted(own.total, "answer")), \(share); "
      + "others do in \(NumberWords.percent(others.share ?? 0)) on the same images"
  }
}
