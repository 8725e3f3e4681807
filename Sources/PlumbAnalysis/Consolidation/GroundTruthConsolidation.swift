import PlumbLabels
import PlumbSystem

/// The variant of Dawid and Skene's model that AWS published for Ground Truth's image classification.
///
/// Every confusion matrix is pulled towards a one-coin matrix of the worker's own accuracy, with the
/// weight of all the worker's answers, and towards one of the workers' mean accuracy, with half that
/// weight. It begins with even probabilities and an accuracy of 0.7, and takes exactly twenty rounds.
/// Recomputing a job's labels with it shows whether the manifest is what the answers say: expect a
/// few differences, because the service works in batches.
package struct GroundTruthConsolidation: ConsolidationMethod {
  private static let rounds = 20
  private static let firstAccuracy = 0.7

  /// Makes the method.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "ground-truth" }
  /// What it is called in sentences.
  package var title: String { "AWS's modified Dawid and Skene" }

  /// Estimates labels and confusion matrices.
  package func consolidate(_ votes: Votes) -> Measured<Consolidation> {
    fit(AnswerTable(votes)).map { fit in
      Consolidation(
        fit.expectation.posteriors, of: fit.layout.table,
        workers: .confusions(
          WorkerConfusions(fit.layout, logRates: fit.logRates), accuracies: fit.accuracies),
        rounds: Self.rounds, hasConverged: true)
    }
  }

  /// The confidence that the published code writes: the largest probability, to two decimals.
  package static func confidence(_ posteriors: PosteriorMatrix, row: Int) -> Double? {
    posteriors.best(of: row).map { ($0.probability * 100).rounded() / 100 }
  }

  /// Everything that was estimated.
  struct Fit {
    var layout: ConfusionLayout
    var expectation: Expectation
    /// The parameters of the last expectation step.
    var logPrior: [Double]
    /// The parameters of the next expectation step.
    var logRates: [Double]
    var accuracies: [Double?]
  }

  /// Estimates everything, for those who need more than the labels.
  func fit(_ table: AnswerTable) -> Measured<Fit> {
    guard table.count > 0 else { return .notDefined(because: ConsolidationReason.noAnswers) }
    let layout = ConfusionLayout(table)
    if let excess = layout.excess { return .notDefined(because: excess) }
    return .value(Self.fit(layout))
  }

  private static func fit(_ layout: ConfusionLayout) -> Fit {
    let even = -log(Double(layout.classCount))
    var logPrior = [Double](repeating: even, count: layout.classCount)
    var rates = Rates(first: layout, accuracy: firstAccuracy)
    var mean = firstAccuracy
    var expectation = layout.expectation(logPrior: logPrior, logRates: rates.logRates)
    for round in 1...rounds {
      rates = Rates(layout, expectation.posteriors, meanAccuracy: mean)
      let known = rates.accuracies.compactMap(\.self)
      mean = known.reduce(0, +) / Double(known.count)
      if round == rounds { break }
      logPrior = expectation.prior.map { log(max($0, smallest)) }
      expectation = layout.expectation(logPrior: logPrior, logRates: rates.logRates)
    }
    return Fit(
      layout: layout, expectation: expectation, logPrior: logPrior, logRates: rates.logRates,
      accuracies: rates.accuracies)
  }

  private static let smallest = 1e-300

  /// The smoothed confusion matrices.
  private struct Rates {
    var logRates: [Double] = []
    var accuracies: [Double?] = []

    /// One-coin matrices of the same accuracy for all.
    init(first layout: ConfusionLayout, accuracy: Double) {
      let coin = CoinRates(accuracy: accuracy, classes: layout.classCount)
      logRates.reserveCapacity(layout.cellCount)
      for id in layout.slotClasses {
        for truth in 0..<layout.classCount { logRates.append(log(coin[Int(id) == truth])) }
      }
    }

    init(_ layout: ConfusionLayout, _ posteriors: PosteriorMatrix, meanAccuracy: Double) {
      let counts = layout.counts(posteriors)
      let parts = concurrentMap(layout.table.workerBlocks) { workers in
        var part = Rates()
        for worker in workers {
          part.add(
            worker: worker, counts: Array(counts[layout.cells(of: worker)]), layout: layout,
            meanAccuracy: meanAccuracy)
        }
        return part
      }
      logRates.reserveCapacity(layout.cellCount)
      for part in parts {
        logRates += part.logRates
        accuracies += part.accuracies
      }
    }

    private init() {}

    private mutating func add(
      worker: Int, counts: [Double], layout: ConfusionLayout, meanAccuracy: Double
    ) {
      let answers = Double(layout.table.answerCount(ofWorker: worker))
      guard answers > 0 else {
        accuracies.append(nil)
        return
      }
      let slots = layout.slotClasses[layout.slots(of: worker)]
      let right = zip(slots, 0...).reduce(0) {
        $0 + counts[$1.1 * layout.classCount + Int($1.0)]
      }
      let smoothing = SmoothedRates(
        answers: answers, accuracy: right / answers, meanAccuracy: meanAccuracy,
        classes: layout.classCount)
      let totals = layout.columnTotals(counts[...])
      for (slot, id) in slots.enumerated() {
        for truth in 0..<layout.classCount {
          let rate = smoothing.rate(
            count: counts[slot * layout.classCount + truth], total: totals[truth],
            isRight: Int(id) == truth)
          logRates.append(log(max(rate, smallest)))
        }
      }
      accuracies.append(right / answers)
    }
  }
}

/// A one-coin confusion matrix: two rates.
struct CoinRates {
  var right: Double
  var wrong: Double

  init(accuracy: Double, classes: Int) {
    right = classes > 1 ? accuracy : 1
    wrong = classes > 1 ? (1 - accuracy) / Double(classes - 1) : 0
  }

  subscript(isRight: Bool) -> Double { isRight ? right : wrong }
}

/// AWS's smoothing of one worker's confusion matrix.
struct SmoothedRates {
  private let answers: Double
  private let own: CoinRates
  private let mean: CoinRates

  init(answers: Double, accuracy: Double, meanAccuracy: Double, classes: Int) {
    self.answers = answers
    own = CoinRates(accuracy: accuracy, classes: classes)
    mean = CoinRates(accuracy: meanAccuracy, classes: classes)
  }

  /// The chance of an answer where a class is right.
  ///
  /// - Parameters:
  ///   - count: How often that answer was given where that class was right, as expected.
  ///   - total: How often any answer was.
  ///   - isRight: Whether the answer is that class.
  func rate(count: Double, total: Double, isRight: Bool) -> Double {
    guard answers > 0 else { return mean[isRight] }
    let smoothed = count + answers * own[isRight] + answers / 2 * mean[isRight]
    return smoothed / (total + answers * 1.5)
  }
}
