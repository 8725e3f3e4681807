import PlumbSystem

/// Asks whether a worker gives the same answer more often than the images explain.
///
/// The worker's commonest answer is counted. For each image the chance of that answer is the share of
/// it among the other workers' answers to this image, with one answer added that is spread like all
/// answers of the job. The p-value is the upper tail of the binomial distribution with the mean of
/// these chances, times the number of classes, since the commonest was picked. (The true sum of unlike
/// chances varies less, so the test errs on the side of silence: W. Hoeffding, "On the distribution of
/// the number of successes in independent trials", 1956.) Only who gives one answer to more than half
/// of the images is flagged.
package struct OneAnswerTest: WorkerTest {
  /// Makes the test.
  package init() {}

  /// Its stable name.
  package var name: String { "one-answer" }
  /// What is asked.
  package var question: String {
    "does the worker give one answer more often than the other workers' answers to the same images "
      + "explain (binomial, upper tail, times the number of classes)?"
  }

  /// Tests every worker.
  package func results(_ evidence: WorkerEvidence) -> [Measured<WorkerTestResult>] {
    let table = evidence.table
    let shares = Self.shares(table)
    return concurrentMap(blocks(byWork: table.workerStarts, work: 1 << 12)) { workers in
      workers.map { result(of: $0, evidence: evidence, shares: shares) }
    }.flatMap(\.self)
  }

  /// The share of each class among all answers.
  private static func shares(_ table: AnswerTable) -> [Double] {
    var counts = [Int](repeating: 0, count: table.classCount)
    for id in table.classes { counts[Int(id)] += 1 }
    return counts.map { Double($0) / Double(table.count) }
  }

  private func result(
    of worker: Int, evidence: WorkerEvidence, shares: [Double]
  ) -> Measured<WorkerTestResult> {
    let table = evidence.table
    guard table.classCount > 1 else {
      return .notDefined(because: "the answers contain fewer than two classes")
    }
    let visits = table.visits(of: worker).filter {
      evidence.rowCounts.count(row: $0.row) > $0.answers.count
    }
    guard let id = commonest(visits, table) else {
      return .notDefined(because: "no other worker answered this worker's images")
    }
    let given = visits.count { visit in visit.answers.contains { table.classes[Int($0)] == id } }
    let expected = visits.reduce(0) { sum, visit in
      sum + chance(of: id, visit, evidence, share: shares[Int(id)])
    }
    let (count, explained) = (Proportion(given, of: visits.count), expected / Double(visits.count))
    let tail = Distributions.binomialUpperTail(given, of: visits.count, chance: explained)
    return .value(
      WorkerTestResult(
        pValue: min(1, tail * Double(table.classCount)), isLarge: given * 2 > visits.count,
        words: words(count, explained), classID: Int(table.chosenClasses[Int(id)])))
  }

  /// The share of a class among the other answers to an image and one that is like all of the job.
  private func chance(
    of id: Int32, _ visit: WorkerVisit, _ evidence: WorkerEvidence, share: Double
  ) -> Double {
    let own = visit.answers.count { evidence.table.classes[Int($0)] == id }
    let others = evidence.rowCounts.count(row: visit.row) - visit.answers.count
    let same = evidence.rowCounts.count(row: visit.row, id) - own
    return (Double(same) + share) / Double(others + 1)
  }

  /// The class that was given to most images, the first of equal ones.
  private func commonest(_ visits: [WorkerVisit], _ table: AnswerTable) -> Int32? {
    var counts = [Int](repeating: 0, count: table.classCount)
    for visit in visits {
      for answer in visit.answers { counts[Int(table.classes[Int(answer)])] += 1 }
    }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most).map(Int32.init)
  }

  private func words(_ count: Proportion, _ chance: Double) -> String {
    let share = NumberWords.share(count.share ?? 0, count.interval ?? 0...1)
    return
      "gave the same answer to \(count.count) of \(NumberWords.counted(count.total, "image")), "
      + "\(share); the other answers to these images explain \(NumberWords.percent(chance))"
  }
}
