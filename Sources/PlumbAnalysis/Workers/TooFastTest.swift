import PlumbSystem

/// Asks whether a worker is much faster than the others on the same images.
///
/// For each answer the logarithm of its time is compared with the median of the others' times for the
/// same image; the median of these differences is the worker's pace. Paces of honest people differ,
/// so the p-value is the lower tail of a normal distribution around the median pace of all workers,
/// as wide as 1.4826 times the median absolute deviation of the paces and the standard error of this
/// worker's median together. Where paces have heavier tails than that, false alarms are more frequent
/// than stated. Only who takes less than half the time of the others is flagged.
package struct TooFastTest: WorkerTest {
  private static let fewestAnswers = 5
  private static let fewestWorkers = 8

  /// Makes the test.
  package init() {}

  /// Its stable name.
  package var name: String { "too-fast" }
  /// What is asked.
  package var question: String {
    "does the worker take less time, relative to others on the same images, than the other workers do "
      + "(normal in logarithms of seconds, lower tail)?"
  }

  /// Tests every worker.
  package func results(_ evidence: WorkerEvidence) -> [Measured<WorkerTestResult>] {
    let paces = concurrentMap(Array(0..<evidence.workerCount)) { worker in
      Pace(evidence.times.differences(of: worker).sorted())
    }
    let known = paces.compactMap(\.self)
    guard known.count >= Self.fewestWorkers else {
      let reason =
        known.isEmpty
        ? "no worker has \(Self.fewestAnswers) comparable times"
        : "only \(NumberWords.counted(known.count, "worker has", plural: "workers have")) "
          + "\(Self.fewestAnswers) comparable times"
      return paces.map { _ in .notDefined(because: reason) }
    }
    let spread = Spread(known)
    return paces.map { pace in
      pace.map { .value(result($0, spread)) }
        ?? .notDefined(
          because: "this worker has fewer than \(Self.fewestAnswers) comparable times")
    }
  }

  /// How fast a worker is.
  private struct Pace: Sendable {
    var median: Double
    var answers: Int
    /// The median absolute deviation from that median.
    var deviation: Double

    init?(_ differences: [Double]) {
      guard differences.count >= fewestAnswers else { return nil }
      let median = Statistics.percentile(differences, 0.5)
      self.median = median
      answers = differences.count
      deviation = Statistics.percentile(differences.map { abs($0 - median) }.sorted(), 0.5)
    }

    /// The standard error of the median of normal numbers.
    func error(_ width: Double) -> Double {
      1.2533 * width / Double(answers).squareRoot()
    }
  }

  /// How the paces of all workers differ.
  private struct Spread {
    /// The normal distribution's standard deviation over its median absolute deviation.
    private static let normal = 1.4826
    var median: Double
    var width: Double
    /// The typical width of one worker's differences.
    var within: Double

    init(_ paces: [Pace]) {
      let medians = paces.map(\.median).sorted()
      let median = Statistics.percentile(medians, 0.5)
      self.median = median
      width = Self.normal * Statistics.percentile(medians.map { abs($0 - median) }.sorted(), 0.5)
      within = Self.normal * Statistics.percentile(paces.map(\.deviation).sorted(), 0.5)
    }
  }

  private func result(_ pace: Pace, _ spread: Spread) -> WorkerTestResult {
    let error = pace.error(spread.within)
    // A pace that all share exactly has no width: then a difference of 1 % counts as none.
    let width = max((spread.width * spread.width + error * error).squareRoot(), 0.01)
    let z = (pace.median - spread.median) / width
    let (low, high) = (exp(pace.median - 1.96 * error), exp(pace.median + 1.96 * error))
    return WorkerTestResult(
      pValue: Distributions.normalUpperTail(-z), isLarge: pace.median < -log(2.0),
      words: "takes \(NumberWords.decimal(exp(pace.median), places: 2)) "
        + "(\(NumberWords.decimal(low, places: 2)) to \(NumberWords.decimal(high, places: 2))) "
        + "times as long as others on the same images, over \(pace.answers) answers")
  }
}
