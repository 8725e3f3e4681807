import PlumbLabels
import PlumbSystem

/// What the answers say about each image when no answer may confirm itself.
///
/// Two things are computed, both from one fit of ``GroundTruthConsolidation``:
/// 1. For each answer, the posterior of its image *from the answers of the other workers alone*: the
///    worker's own factors are taken out of the product. Worker and image are then judged by others.
/// 2. For each image, the posterior from all answers, where the confusion matrix of each worker is
///    estimated from that worker's *other* images only, and there from the posteriors of (1); it is
///    smoothed as AWS does it.
///
/// So a worker with a single answer has the weight of an average worker, whereas in the plain model
/// that answer would make the very matrix that it is judged by. Errors that several workers make
/// for the same reason are not detected.
public struct LeaveOneOut: Sendable {
  let layout: ConfusionLayout
  /// For each answer the posterior from other workers' answers; no entries where there are none.
  let othersPosteriors: PosteriorMatrix
  /// The posterior of each row; classes are positions among the chosen ones.
  private let rowPosteriors: PosteriorMatrix
  let rates: OtherRates
  private let logPrior: [Double]

  /// Works both out.
  public static func estimate(_ votes: Votes) -> Measured<LeaveOneOut> {
    GroundTruthConsolidation().fit(AnswerTable(votes)).flatMap { fit in
      let others = othersPosteriors(fit)
      guard !others.values.isEmpty else {
        return .notDefined(
          because: "no image was answered by two workers, so no answer can be compared")
      }
      return .value(LeaveOneOut(fit, others))
    }
  }

  private init(_ fit: GroundTruthConsolidation.Fit, _ others: PosteriorMatrix) {
    layout = fit.layout
    othersPosteriors = others
    let rates = OtherRates(fit.layout, others)
    self.rates = rates
    let prior = Self.logPrior(fit)
    logPrior = prior
    let layout = fit.layout
    let parts = concurrentMap(layout.table.rowBlocks) { rows in
      var part = PosteriorRows(classCount: layout.classCount, rows: rows.count)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: layout.classCount) { weights in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: layout.classCount) { kept in
          for row in rows {
            if rates.canJudge(row) {
              Self.weigh(
                row, layout: layout, rates: rates, others: others, prior: prior, into: weights)
              part.append(logWeights: weights, kept: kept)
            } else {
              part.appendEmpty()
            }
          }
        }
      }
      return part
    }
    rowPosteriors = PosteriorMatrix(parts, classCount: layout.classCount)
  }

  /// Each class's share, smoothed by one more row that is spread evenly.
  private static func logPrior(_ fit: GroundTruthConsolidation.Fit) -> [Double] {
    let sums = fit.expectation.classSums
    let total = sums.reduce(0, +) + 1
    return sums.map { log(($0 + 1 / Double(sums.count)) / total) }
  }

  // MARK: The posteriors of others

  private static func othersPosteriors(_ fit: GroundTruthConsolidation.Fit) -> PosteriorMatrix {
    let (layout, count) = (fit.layout, fit.layout.classCount)
    let parts = concurrentMap(layout.table.rowBlocks) { rows in
      var part = PosteriorRows(classCount: count, rows: rows.count)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: count * 2) { room in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { kept in
          let all = UnsafeMutableBufferPointer(rebasing: room[..<count])
          let others = UnsafeMutableBufferPointer(rebasing: room[count...])
          for row in rows {
            layout.weigh(
              layout.table.answers(ofRow: row), logPrior: fit.logPrior, logRates: fit.logRates,
              into: all)
            appendOthers(ofRow: row, fit: fit, weights: all, others: others, kept: kept, to: &part)
          }
        }
      }
      return part
    }
    return PosteriorMatrix(parts, classCount: count)
  }

  /// Adds a distribution for each answer of a row.
  private static func appendOthers(
    ofRow row: Int, fit: GroundTruthConsolidation.Fit,
    weights all: UnsafeMutableBufferPointer<Double>, others: UnsafeMutableBufferPointer<Double>,
    kept: UnsafeMutableBufferPointer<Int32>, to part: inout PosteriorRows
  ) {
    let runs = fit.layout.table.workerRuns(ofRow: row)
    for run in runs {
      for _ in run {
        guard runs.count > 1 else {
          part.appendEmpty()
          continue
        }
        for id in all.indices {
          others[id] = run.reduce(all[id]) {
            $0 - fit.logRates[Int(fit.layout.slots[$1]) * all.count + id]
          }
        }
        part.append(logWeights: others, kept: kept)
      }
    }
  }

  // MARK: The posteriors of rows

  private static func weigh(
    _ row: Int, layout: ConfusionLayout, rates: OtherRates, others: PosteriorMatrix,
    prior: [Double], into weights: UnsafeMutableBufferPointer<Double>
  ) {
    for id in weights.indices { weights[id] = prior[id] }
    for run in layout.table.workerRuns(ofRow: row) {
      for answer in run {
        for id in weights.indices {
          weights[id] += log(rates.rate(answer, without: run, truth: id, others))
        }
      }
    }
  }

  /// The logarithm of the odds that each row's label is wrong, by the answers alone.
  ///
  /// - Parameters:
  ///   - labels: An index of the votes' class names for each row, below 0 where it has no label.
  ///   - correlation: How far errors of different workers in one image go together, from 0 (the
  ///     answers are independent, as the model believes) to 1 (they are worth a single one). The
  ///     odds of n answers are raised to the power 1 / (1 + (n - 1) × correlation), which is the
  ///     design effect of Kish (1965).
  /// - Returns: nil for rows without a label, or where nothing is known about those who answered.
  public func logOdds(against labels: [Int32], correlation: Double) -> [Double?] {
    let table = layout.table
    return concurrentMap(table.rowBlocks) { rows in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: layout.classCount) { weights in
        rows.map { row -> Double? in
          guard labels[row] >= 0, rates.canJudge(row) else { return nil }
          Self.weigh(
            row, layout: layout, rates: rates, others: othersPosteriors, prior: logPrior,
            into: weights)
          let odds = logOdds(against: labels[row], row, weights)
          return odds / (1 + Double(table.answers(ofRow: row).count - 1) * correlation)
        }
      }
    }.flatMap(\.self)
  }

  private func logOdds(
    against label: Int32, _ row: Int, _ weights: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    guard let own = layout.table.chosenClasses.firstIndex(of: label) else {
      // Nobody ever chose the class: every answer speaks against it as a wrong one would.
      return Odds.logSum(weights) - logWeightOfUnchosen(row)
    }
    let weight = weights[own]
    weights[own] = -.infinity
    // With one class there is nothing else that it could be.
    return max(Odds.logSum(weights), -1e6) - weight
  }

  private func logWeightOfUnchosen(_ row: Int) -> Double {
    let table = layout.table
    let share = log(1 / Double(table.rowCount + 1))
    let wrong = CoinRates(accuracy: rates.meanAccuracy, classes: table.classCount + 1).wrong
    return share + Double(table.answers(ofRow: row).count) * log(wrong)
  }

  // MARK: For people

  /// The posterior of a row, the most probable class first; empty if nothing is known.
  public func posterior(of row: Int) -> [(classID: Int, probability: Double)] {
    rowPosteriors.ranked(of: row).map {
      (Int(layout.table.chosenClasses[$0.classID]), $0.probability)
    }
  }

  /// The mean over workers of the estimated rate of correct answers.
  public var meanAccuracy: Double { rates.meanAccuracy }
}
