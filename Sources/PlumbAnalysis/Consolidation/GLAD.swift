import PlumbLabels
import PlumbSystem

/// GLAD: every worker has an ability and every image a difficulty.
///
/// An answer is right with the chance 1 / (1 + e^-x), where x is the worker's ability times e to the
/// power of the image's easiness b; wrong answers are spread evenly. Abilities and b have normal
/// priors with mean 1 and variance 1; classes are equally frequent. Source: J. Whitehill, P. Ruvolo,
/// T. Wu, J. Bergsma and J. Movellan, "Whose vote should count more" (2009). The parameters are found
/// by Fisher scoring, and the rounds go on until nothing moves by more than 1e-5 (at most 500), so
/// the result is the model's, not that of an optimiser that stopped early.
package struct GLAD: ConsolidationMethod {
  private static let mostRounds = 500
  private static let smallestStep = 1e-5
  private static let priorMean = 1.0

  /// Makes the method.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "glad" }
  /// What it is called in sentences.
  package var title: String { "GLAD" }

  /// Estimates labels, abilities and how easy each image is.
  package func consolidate(_ votes: Votes) -> Measured<Consolidation> {
    let table = AnswerTable(votes)
    guard table.count > 0 else { return .notDefined(because: ConsolidationReason.noAnswers) }
    var model = Model(table)
    var (rounds, step) = (0, Double.infinity)
    while rounds < Self.mostRounds, step > Self.smallestStep {
      step = model.maximise(model.expectation().rightness(table))
      rounds += 1
    }
    let abilities = model.abilities.enumerated().map { worker, ability in
      table.answerCount(ofWorker: worker) > 0 ? ability : nil
    }
    return .value(
      Consolidation(
        model.expectation().posteriors, of: table, workers: .abilities(abilities), rounds: rounds,
        hasConverged: step <= Self.smallestStep, easiness: model.easiness))
  }

  /// The parameters while they are estimated.
  private struct Model {
    let table: AnswerTable
    /// One for each worker.
    var abilities: [Double]
    /// b, one for each row.
    var logEasiness: [Double]
    /// e to the power of b.
    var easiness: [Double]

    init(_ table: AnswerTable) {
      self.table = table
      abilities = [Double](repeating: priorMean, count: table.workerCount)
      logEasiness = [Double](repeating: priorMean, count: table.rowCount)
      easiness = logEasiness.map { exp($0) }
    }

    func expectation() -> Expectation {
      let even = [Double](repeating: 0, count: table.classCount)
      let spread = table.classCount > 1 ? log(Double(table.classCount - 1)) : 0
      return CoinModel.expectation(table, logPrior: even) { answer in
        abilities[Int(table.workers[answer])] * easiness[Int(table.rows[answer])] + spread
      }
    }

    /// Takes one step for the workers and one for the rows.
    ///
    /// - Returns: The largest change of a parameter.
    mutating func maximise(_ rightness: [Double]) -> Double {
      let newAbilities = movedAbilities(rightness)
      let moved = largestChange(abilities, newAbilities)
      abilities = newAbilities
      let newEasiness = movedEasiness(rightness)
      let change = largestChange(logEasiness, newEasiness)
      logEasiness = newEasiness
      easiness = newEasiness.map { exp($0) }
      return max(moved, change)
    }

    private func largestChange(_ old: [Double], _ new: [Double]) -> Double {
      old.indices.reduce(0) { max($0, abs(old[$1] - new[$1])) }
    }

    private func movedAbilities(_ rightness: [Double]) -> [Double] {
      concurrentMap(table.workerBlocks) { workers in
        workers.map { worker in
          let ability = abilities[worker]
          var score = Score(distance: ability - priorMean)
          for answer in table.answers(ofWorker: worker) {
            let factor = easiness[Int(table.rows[Int(answer)])]
            score.add(ability * factor, rightness[Int(answer)], derivative: factor)
          }
          return ability + score.step
        }
      }.flatMap(\.self)
    }

    private func movedEasiness(_ rightness: [Double]) -> [Double] {
      concurrentMap(table.rowBlocks) { rows in
        rows.map { row in
          var score = Score(distance: logEasiness[row] - priorMean)
          for answer in table.answers(ofRow: row) {
            let x = abilities[Int(table.workers[answer])] * easiness[row]
            score.add(x, rightness[answer], derivative: x)
          }
          return logEasiness[row] + score.step
        }
      }.flatMap(\.self)
    }
  }

  /// The first derivative of the objective by one parameter, and Fisher's information.
  private struct Score {
    private var gradient: Double
    private var information = 1.0

    /// Begins with the prior.
    init(distance: Double) { gradient = -distance }

    mutating func add(_ x: Double, _ rightness: Double, derivative: Double) {
      let chance = Odds.probability(x)
      gradient += (rightness - chance) * derivative
      information += chance * (1 - chance) * derivative * derivative
    }

    /// At most 1, because the objective is no parabola far away.
    var step: Double { min(max(gradient / information, -1), 1) }
  }
}
