import PlumbLabels
import PlumbSystem

/// Dawid and Skene's model: every worker has a confusion matrix, found together with the labels by
/// expectation and maximisation.
///
/// Source: A. P. Dawid and A. M. Skene, "Maximum likelihood estimation of observer error-rates using
/// the EM algorithm", JRSS C 28 (1979), with the start, the floor and the stop of Crowd-Kit, so that
/// both give the same numbers: it begins with the shares of the votes; rates are at least 1e-10 and
/// add up to 1 over the answers that the worker gave; it ends when the lower bound of the evidence,
/// per answer, gains less than 1e-5. (In that bound a class's share counts once for each answer.)
/// With few answers a worker the matrices fit noise: then prefer ``GroundTruthConsolidation``.
package struct DawidSkene: ConsolidationMethod {
  private let stop = EvidenceBound()

  /// Makes the method.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "dawid-skene" }
  /// What it is called in sentences.
  package var title: String { "Dawid and Skene" }

  /// Estimates labels and confusion matrices.
  package func consolidate(_ votes: Votes) -> Measured<Consolidation> {
    let table = AnswerTable(votes)
    guard table.count > 0 else { return .notDefined(because: ConsolidationReason.noAnswers) }
    let layout = ConfusionLayout(table)
    if let excess = layout.excess { return .notDefined(because: excess) }
    return .value(estimate(layout))
  }

  private func estimate(_ layout: ConfusionLayout) -> Consolidation {
    var expectation = MajorityVote.shares(layout.table)
    var rates = Rates(layout, expectation.posteriors)
    var stop = stop
    repeat {
      expectation = layout.expectation(
        logPrior: expectation.logPrior, logRates: rates.logRates)
      rates = Rates(layout, expectation.posteriors)
      stop.add(
        expected: rates.expectedLogLikelihood + rates.expectedLogPrior(expectation),
        expectation, answers: layout.table.count)
    } while !stop.isOver
    return Consolidation(
      expectation.posteriors, of: layout.table,
      workers: .confusions(
        WorkerConfusions(layout, logRates: rates.logRates),
        accuracies: layout.table.means(expectation.rightness(layout.table))),
      rounds: stop.rounds, hasConverged: stop.hasConverged)
  }

  /// The confusion matrices that posteriors give.
  private struct Rates {
    var logRates: [Double] = []
    /// The logarithms of the rates of all answers, as expected under the posteriors.
    var expectedLogLikelihood = 0.0
    /// How often each class is expected to be right, counted by answers.
    var classTotals: [Double]

    init(_ layout: ConfusionLayout, _ posteriors: PosteriorMatrix) {
      let counts = layout.counts(posteriors)
      let parts = concurrentMap(layout.table.workerBlocks) { workers in
        var part = Rates(classCount: layout.classCount)
        for worker in workers { part.add(counts[layout.cells(of: worker)], layout) }
        return part
      }
      self.init(classCount: layout.classCount)
      logRates.reserveCapacity(layout.cellCount)
      for part in parts {
        logRates += part.logRates
        expectedLogLikelihood += part.expectedLogLikelihood
        classTotals = sums([classTotals, part.classTotals], count: layout.classCount)
      }
    }

    private init(classCount: Int) { classTotals = [Double](repeating: 0, count: classCount) }

    private mutating func add(_ counts: ArraySlice<Double>, _ layout: ConfusionLayout) {
      let smallest = ConfusionLayout.smallestRate
      let kept = counts.map { max($0, smallest) }
      let logTotals = layout.columnTotals(kept[...]).map { log($0) }
      let first = logRates.count
      for (place, count) in kept.enumerated() {
        logRates.append(log(count) - logTotals[place % layout.classCount])
      }
      for (place, count) in counts.enumerated() where count > 0 {
        expectedLogLikelihood += count * logRates[first + place]
        classTotals[place % layout.classCount] += count
      }
    }

    func expectedLogPrior(_ expectation: Expectation) -> Double {
      zip(classTotals, expectation.logPrior).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}

extension AnswerTable {
  /// The mean over each worker's answers; nil for workers without any.
  func means(_ values: [Double]) -> [Double?] {
    (0..<workerCount).map { worker in
      let answers = answers(ofWorker: worker)
      guard !answers.isEmpty else { return nil }
      return answers.reduce(0) { $0 + values[Int($1)] } / Double(answers.count)
    }
  }
}

/// The lower bound of the evidence, the stopping criterion of expectation maximisation.
struct EvidenceBound {
  private static let mostRounds = 100
  private static let smallestGain = 1e-5
  private var last = -Double.infinity
  private(set) var rounds = 0
  private(set) var hasConverged = false

  var isOver: Bool { hasConverged || rounds >= Self.mostRounds }

  /// Takes a round in.
  ///
  /// - Parameters:
  ///   - expected: The logarithm of the joint probability, expected under the posteriors.
  ///   - expectation: The posteriors, for their entropy.
  ///   - answers: How many answers there are.
  mutating func add(expected: Double, _ expectation: Expectation, answers: Int) {
    let bound = (expected + expectation.entropy) / Double(answers)
    hasConverged = bound - last < Self.smallestGain
    last = bound
    rounds += 1
  }
}
