import PlumbSystem

/// The positions of every worker's confusion rates in one long list.
///
/// A worker has a slot for each class that the worker ever answered, and a slot has one number for
/// each class that could be true. Answers that a worker never gave need no rate, which keeps the list
/// short.
struct ConfusionLayout: Sendable {
  let table: AnswerTable
  /// Where the slots of each worker begin; one more element than workers.
  let slotStarts: [Int]
  /// The class of each slot; ascending for one worker.
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
      let own = Self.classes(of: answers, table, &slotOfClass)
      for (place, id) in own.enumerated() { slotOfClass[Int(id)] = Int32(classes.count + place) }
      for answer in answers { slots[Int(answer)] = slotOfClass[Int(table.classes[Int(answer)])] }
      for id in own { slotOfClass[Int(id)] = -1 }
      classes += own
      starts.append(classes.count)
    }
    (slotStarts, slotClasses, self.slots) = (starts, classes, slots)
  }

  /// The distinct classes of some answers, ascending; they get a mark that is not -1.
  private static func classes(
    of answers: ArraySlice<Int32>, _ table: AnswerTable, _ marks: inout [Int32]
  ) -> [Int32] {
    var classes: [Int32] = []
    for answer in answers {
      let id = table.classes[Int(answer)]
      if marks[Int(id)] < 0 {
        marks[Int(id)] = 0
        classes.append(id)
      }
    }
    return classes.sorted()
  }

  var classCount: Int { table.classCount }

  /// How many rates there are in all.
  var cellCount: Int { slotClasses.count * classCount }

  /// Why the list would be too long; nil if it is not.
  var excess: String? {
    guard cellCount > Self.mostCells else { return nil }
    return
      "confusion matrices of \(table.workerCount) workers and \(classCount) classes would take "
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
    Expectation(table) { answers, weights in
      weigh(answers, logPrior: logPrior, logRates: logRates, into: weights)
    }
  }

  /// The logarithm of each class's weight for a row with these answers.
  func weigh(
    _ answers: Range<Int>, logPrior: [Double], logRates: [Double],
    into weights: UnsafeMutableBufferPointer<Double>
  ) {
    logPrior.withUnsafeBufferPointer { prior in
      logRates.withUnsafeBufferPointer { rates in
        slots.withUnsafeBufferPointer { slots in
          guard let target = weights.baseAddress, let prior = prior.baseAddress,
            let rates = rates.baseAddress
          else { return }
          target.update(from: prior, count: weights.count)
          for answer in answers {
            add(rates + Int(slots[answer]) * weights.count, to: target, count: weights.count)
          }
        }
      }
    }
  }

  /// Sums posteriors over the answers of each slot.
  ///
  /// Goes through the rows in their order, because a walk through each worker's rows waits for
  /// memory most of the time. Blocks of rows have sums of their own, as many as fit.
  ///
  /// - Returns: One number for each slot and class, slot by slot.
  func counts(_ posteriors: PosteriorMatrix) -> [Double] {
    let room = 1 << 21
    let parts = min(max(1, room / max(1, cellCount)), 8)
    let work = max(1 << 15, table.count / parts + 1)
    let sums = concurrentMap(blocks(byWork: table.rowStarts, work: work)) { rows in
      counts(posteriors, rows: rows)
    }
    guard var total = sums.first else { return [] }
    for part in sums.dropFirst() {
      total.withUnsafeMutableBufferPointer { total in
        part.withUnsafeBufferPointer { part in
          guard let target = total.baseAddress, let source = part.baseAddress else { return }
          add(source, to: target, count: total.count)
        }
      }
    }
    return total
  }

  private func counts(_ posteriors: PosteriorMatrix, rows: Range<Int>) -> [Double] {
    var counts = [Double](repeating: 0, count: cellCount)
    counts.withUnsafeMutableBufferPointer { counts in
      for row in rows {
        let entries = posteriors.entries(of: row)
        for answer in table.answers(ofRow: row) {
          let first = Int(slots[answer]) * classCount
          for entry in entries {
            counts[first + Int(posteriors.classes[entry])] += posteriors.values[entry]
          }
        }
      }
    }
    return counts
  }

  /// The part of all cells that belongs to one worker.
  func cells(of worker: Int) -> Range<Int> {
    slotStarts[worker] * classCount..<slotStarts[worker + 1] * classCount
  }

  /// The sums over a worker's slots, for each class.
  func columnTotals(_ counts: ArraySlice<Double>) -> [Double] {
    var totals = [Double](repeating: 0, count: classCount)
    for (place, count) in counts.enumerated() { totals[place % classCount] += count }
    return totals
  }
}
