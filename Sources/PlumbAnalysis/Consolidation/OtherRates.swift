/// Confusion matrices that were counted from other workers' answers, from which single images can be
/// taken out again.
struct OtherRates: Sendable {
  private let layout: ConfusionLayout
  /// For each slot and class, how often the answer was given where others say that class.
  private let counts: [Double]
  /// For each worker and class, the sum over the worker's slots.
  private let totals: [Double]
  /// For each worker, how many answers could be compared.
  let compared: [Int]
  /// For each worker, how many of these are expected to be right.
  let right: [Double]
  /// The share of right answers over all workers, with one right and one wrong answer added.
  let meanAccuracy: Double

  init(_ layout: ConfusionLayout, _ others: PosteriorMatrix) {
    self.layout = layout
    let (table, count) = (layout.table, layout.classCount)
    var counts = [Double](repeating: 0, count: layout.cellCount)
    var totals = [Double](repeating: 0, count: table.workerCount * count)
    var compared = [Int](repeating: 0, count: table.workerCount)
    var right = [Double](repeating: 0, count: table.workerCount)
    for answer in 0..<table.count {
      let (worker, first) = (Int(table.workers[answer]), Int(layout.slots[answer]) * count)
      let entries = others.entries(of: answer)
      if !entries.isEmpty { compared[worker] += 1 }
      for entry in entries {
        let (id, value) = (Int(others.classes[entry]), others.values[entry])
        counts[first + id] += value
        totals[worker * count + id] += value
        if id == Int(table.classes[answer]) { right[worker] += value }
      }
    }
    let all = compared.reduce(0, +)
    meanAccuracy = (right.reduce(0, +) + 1) / Double(all + 2)
    (self.counts, self.totals, self.compared, self.right) = (counts, totals, compared, right)
  }

  /// Whether anything is known about a row: two workers answered it, or a worker whose answers to
  /// other images could be compared.
  func canJudge(_ row: Int) -> Bool {
    let answers = layout.table.answers(ofRow: row)
    guard let first = answers.first, let last = answers.last else { return false }
    // Answers are sorted by worker.
    return layout.table.workers[first] != layout.table.workers[last]
      || compared[Int(layout.table.workers[first])] > 0
  }

  /// The chance of an answer where a class is right, from the worker's other images.
  ///
  /// - Parameters:
  ///   - answer: A position in the table.
  ///   - run: The answers of the same worker to the same image, which are left out.
  ///   - truth: The class that is right.
  ///   - others: The posteriors that the counts were made from.
  func rate(
    _ answer: Int, without run: Range<Int>, truth: Int, _ others: PosteriorMatrix
  ) -> Double {
    let table = layout.table
    let (worker, id) = (Int(table.workers[answer]), Int(table.classes[answer]))
    var count = counts[Int(layout.slots[answer]) * layout.classCount + truth]
    var total = totals[worker * layout.classCount + truth]
    var (answers, right) = (compared[worker], right[worker])
    for own in run where !others.entries(of: own).isEmpty {
      let value = others[own, truth]
      total -= value
      if Int(table.classes[own]) == id { count -= value }
      answers -= 1
      right -= others[own, Int(table.classes[own])]
    }
    return smoothed(
      count: max(0, count), total: max(0, total), answers: answers, right: right,
      isRight: id == truth)
  }

  /// The chance of an answer where a class is right, from all images of a worker.
  func rate(of worker: Int, slot: Int, truth: Int) -> (count: Double, rate: Double) {
    let count = counts[slot * layout.classCount + truth]
    let rate = smoothed(
      count: count, total: totals[worker * layout.classCount + truth], answers: compared[worker],
      right: right[worker], isRight: Int(layout.slotClasses[slot]) == truth)
    return (count, rate)
  }

  private func smoothed(
    count: Double, total: Double, answers: Int, right: Double, isRight: Bool
  ) -> Double {
    let accuracy = answers > 0 ? min(max(right / Double(answers), 0), 1) : meanAccuracy
    let smoothing = SmoothedRates(
      answers: Double(answers), accuracy: accuracy, meanAccuracy: meanAccuracy,
      classes: layout.classCount)
    return smoothing.rate(count: count, total: total, isRight: isRight)
  }
}
