/// Where the rates of every worker's confusion matrix stand in one long list.
///
/// A worker has a slot for each class that the worker ever answered, and a slot has one number for
/// each class that could be true. Answers that a worker never gave need no rate, which keeps the list
/// short.
struct ConfusionLayout: Sendable {
  let table: AnswerTable
  /// Where the slots of each worker begin; one more element than workers.
  let slotStarts: [Int]
  /// The class that each slot stands for; ascending for one worker.
  let slotClasses: [Int32]
  /// The slot of each answer.
  let slots: [Int32]

  /// Rates are at least this, so that one unexpected answer rules nothing out (Crowd-Kit's value).
  static let smallestRate = 1e-10
  /// Numbers that the list may have; more would take gigabytes.
  static let mostCells = 1 << 26

  init(_ table: AnswerTable) {
    self.table = table
    var starts = [0]
    var classes: [Int32] = []
    var slots = [Int32](repeating: 0, count: table.count)
    var slotOfClass = [Int32](repeating: -1, count: table.classCount)
    for worker in 0..<table.workerCount {
      let answers = table.answers(ofWorker: worker)
      for id in Set(answers.map { table.classes[Int($0)] }).sorted() {
        slotOfClass[Int(id)] = Int32(classes.count)
        classes.append(id)
      }
      for answer in answers { slots[Int(answer)] = slotOfClass[Int(table.classes[Int(answer)])] }
      starts.append(classes.count)
    }
    (slotStarts, slotClasses, self.slots) = (starts, classes, slots)
  }

  var classCount: Int { table.classCount }

  /// How many rates there are in all.
  var cellCount: Int { slotClasses.count * classCount }

  /// Why the list would be too long; nil where it is not.
  var excess: String? {
    guard cellCount > Self.mostCells else { return nil }
    return "confusion matrices of \(table.workerCount) workers and \(classCount) classes would take "
      + "\(cellCount >> 27) GB; methods without such matrices can be used instead"
  }

  /// The slots of one worker.
  func slots(of worker: Int) -> Range<Int> { slotStarts[worker]..<slotStarts[worker + 1] }

  /// Works out how probable each class is for each row.
  ///
  /// - Parameters:
  ///   - logPrior: The logarithm of each class's share.
  ///   - logRates: The logarithms of all rates.
  func expectation(logPrior: [Double], logRates: [Double]) -> Expectation {
    let parts = concurrentMap(table.rowBlocks) { rows in
      var part = ExpectationPart(classSums: [Double](repeating: 0, count: classCount))
      withUnsafeTemporaryAllocation(of: Double.self, capacity: classCount) { weights in
        for row in rows {
          let answers = table.answers(ofRow: row)
          guard !answers.isEmpty else {
            part.rows.appendEmpty()
            continue
          }
          weigh(answers, logPrior: logPrior, logRates: logRates, into: weights)
          part.append(logWeights: weights, answeredClasses: table.classes[answers])
        }
      }
      return part
    }
    return Expectation(parts, classCount: classCount)
  }

  /// The logarithm of each class's weight for a row with these answers.
  func weigh(
    _ answers: Range<Int>, logPrior: [Double], logRates: [Double],
    into weights: UnsafeMutableBufferPointer<Double>
  ) {
    for id in weights.indices { weights[id] = logPrior[id] }
    logRates.withUnsafeBufferPointer { rates in
      for answer in answers {
        let first = Int(slots[answer]) * weights.count
        for id in weights.indices { weights[id] += rates[first + id] }
      }
    }
  }

  /// Sums posteriors over the answers of each slot of one worker.
  ///
  /// - Returns: One number for each slot of the worker and class, slot by slot.
  func counts(of worker: Int, _ posteriors: PosteriorMatrix) -> [Double] {
    let first = slotStarts[worker]
    var counts = [Double](repeating: 0, count: slots(of: worker).count * classCount)
    counts.withUnsafeMutableBufferPointer { counts in
      for answer in table.answers(ofWorker: worker) {
        let base = (Int(slots[Int(answer)]) - first) * classCount
        for entry in posteriors.entries(of: Int(table.rows[Int(answer)])) {
          counts[base + Int(posteriors.classes[entry])] += posteriors.values[entry]
        }
      }
    }
    return counts
  }

  /// The sums over a worker's slots, for each class.
  func columnTotals(_ counts: [Double]) -> [Double] {
    var totals = [Double](repeating: 0, count: classCount)
    for (place, count) in counts.enumerated() { totals[place % classCount] += count }
    return totals
  }
}
