import PlumbLabels
import PlumbSystem

/// The class that most workers chose; the posterior is each class's share of the answers.
///
/// Every worker counts the same. Ties take the class with the smallest index and are listed.
package struct MajorityVote: ConsolidationMethod {
  /// Makes the method.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "majority" }
  /// What it is called in sentences.
  package var title: String { "majority vote" }

  /// Counts the answers of each row.
  package func consolidate(_ votes: Votes) -> Measured<Consolidation> {
    let table = AnswerTable(votes)
    guard table.count > 0 else { return .notDefined(because: ConsolidationReason.noAnswers) }
    let shares = Self.shares(table)
    return .value(
      Consolidation(
        shares.posteriors, of: table, workers: .accuracies(Self.accuracies(table, shares)),
        rounds: 1, hasConverged: true))
  }

  /// Each class's share of the answers to each row, from which other methods begin.
  static func shares(_ table: AnswerTable) -> Expectation {
    Expectation(table) { answers, weights in
      weights.update(repeating: 0)
      for answer in answers { weights[Int(table.classes[answer])] += 1 }
      for id in weights.indices { weights[id] = weights[id] > 0 ? log(weights[id]) : -.infinity }
    }
  }

  /// The share of each worker's answers that are the label.
  private static func accuracies(_ table: AnswerTable, _ shares: Expectation) -> [Double?] {
    (0..<table.workerCount).map { worker in
      let answers = table.answers(ofWorker: worker)
      let agreeing = answers.count { answer in
        shares.posteriors.best(of: Int(table.rows[Int(answer)]))?.classID
          == Int(table.classes[Int(answer)])
      }
      return answers.isEmpty ? nil : Double(agreeing) / Double(answers.count)
    }
  }
}
