import PlumbLabels
import PlumbSystem

/// Dawid and Skene's model with one number a worker: the chance to be right.
///
/// Source: Y. Zhang, X. Chen, D. Zhou and M. I. Jordan, "Spectral methods meet EM", JMLR 17 (2016);
/// start, floor and stop as in ``DawidSkene``. It needs fewer answers a worker than full matrices.
package struct OneCoinDawidSkene: ConsolidationMethod {
  /// Makes the method.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "one-coin" }
  /// What it is called in sentences.
  package var title: String { "one-coin Dawid and Skene" }

  /// Estimates labels and the workers' accuracies.
  package func consolidate(_ votes: Votes) -> Measured<Consolidation> {
    let table = AnswerTable(votes)
    guard table.count > 0 else { return .notDefined(because: ConsolidationReason.noAnswers) }
    var expectation = MajorityVote.shares(table)
    var skills = table.means(expectation.rightness(table))
    var stop = EvidenceBound()
    repeat {
      let coins = skills.map { Coin($0 ?? 1, classes: table.classCount) }
      expectation = CoinModel.expectation(table, logPrior: expectation.logPrior) { answer in
        coins[Int(table.workers[answer])].gain
      }
      skills = table.means(expectation.rightness(table))
      stop.add(
        expected: Self.expected(for: table, skills: skills, expectation: expectation), expectation,
        answers: table.count)
    } while !stop.isOver
    return .value(
      Consolidation(
        expectation.posteriors, of: table, workers: .accuracies(skills), rounds: stop.rounds,
        hasConverged: stop.hasConverged))
  }

  /// The logarithms of a worker's two rates.
  private struct Coin {
    var right: Double
    var wrong: Double
    var gain: Double { right - wrong }

    init(_ skill: Double, classes: Int) {
      let smallest = ConfusionLayout.smallestRate
      right = log(min(max(skill, smallest), 1 - smallest))
      let spread = classes > 1 ? (1 - skill) / Double(classes - 1) : 0
      wrong = log(min(max(spread, smallest), 1 - smallest))
    }
  }

  /// The logarithm of the joint probability, expected under the posteriors.
  private static func expected(
    for table: AnswerTable, skills: [Double?], expectation: Expectation
  ) -> Double {
    var sum = 0.0
    for (worker, skill) in skills.enumerated() {
      guard let skill else { continue }
      let coin = Coin(skill, classes: table.classCount)
      let answers = Double(table.answerCount(ofWorker: worker))
      sum += answers * (skill * coin.right + (1 - skill) * coin.wrong)
    }
    return sum + expectedLogPrior(table, expectation)
  }

  /// The logarithm of the classes' shares, counted once for each answer.
  private static func expectedLogPrior(
    _ table: AnswerTable, _ expectation: Expectation
  ) -> Double {
    let (posteriors, logPrior) = (expectation.posteriors, expectation.logPrior)
    let parts = concurrentMap(table.rowBlocks) { rows in
      rows.reduce(0.0) { sum, row in
        let answers = Double(table.answers(ofRow: row).count)
        return posteriors.entries(of: row).reduce(sum) {
          $0 + answers * posteriors.values[$1] * logPrior[Int(posteriors.classes[$1])]
        }
      }
    }
    return parts.reduce(0, +)
  }
}
