import PlumbLabels

/// A way to make one label of several workers' answers.
///
/// To add one, write a file here and name it in ``allConsolidationMethods``. Results do not depend on
/// the number of threads, nor on the order in which answers were read.
package protocol ConsolidationMethod: Sendable {
  /// What it is called on the command line and in reports: lower case, with hyphens.
  var name: String { get }
  /// What it is called in sentences.
  var title: String { get }

  /// Works out labels, or says why it cannot.
  func consolidate(_ votes: Votes) -> Measured<Consolidation>
}

/// Every method, the simplest first.
package let allConsolidationMethods: [any ConsolidationMethod] = [
  MajorityVote(), DawidSkene(), OneCoinDawidSkene(), GLAD(), GroundTruthConsolidation(),
]

/// One label for each row with answers, and what was learned about the workers.
public struct Consolidation: Sendable {
  /// How probable each class of the votes is for each row.
  public var posteriors: PosteriorMatrix
  /// The most probable class of each row, -1 where a row has no answers.
  ///
  /// Of equally probable classes the one with the smallest index; such rows are in ``ties``.
  public var labels: [Int32]
  /// Rows for which two classes or more are equally probable, ascending.
  public var ties: [Int]
  /// What was learned about each worker.
  public var workers: WorkerParameters
  /// How easy each row is, where the method estimates it: GLAD's e to the power of b, above 0.
  public var easiness: [Double]?
  /// Rounds of estimation; 1 for methods without any.
  public var rounds: Int
  /// Whether the estimates had settled when the rounds ended.
  public var hasConverged: Bool

  init(
    _ posteriors: PosteriorMatrix, of table: AnswerTable, workers: WorkerParameters, rounds: Int,
    hasConverged: Bool, easiness: [Double]? = nil
  ) {
    self.posteriors = posteriors.renamed(table.chosenClasses, classCount: table.namedClassCount)
    labels = (0..<posteriors.rowCount).map { row in
      posteriors.best(of: row).map { table.chosenClasses[$0.classID] } ?? -1
    }
    ties = (0..<posteriors.rowCount).filter(posteriors.isTied)
    self.workers = workers
    self.rounds = rounds
    self.hasConverged = hasConverged
    self.easiness = easiness
  }
}

/// What a method learned about the workers; lists are in the order of the votes' worker names.
public enum WorkerParameters: Sendable {
  /// The share of answers that are right, from 0 to 1; nil for workers without answers.
  case accuracies([Double?])
  /// GLAD's ability: 0 is guessing, below 0 misleading; nil for workers without answers.
  case abilities([Double?])
  /// How often each answer is given where each class is right, and the share of right answers.
  case confusions(WorkerConfusions, accuracies: [Double?])

  /// The share of answers that are right, or the ability.
  public var skills: [Double?] {
    switch self {
    case .accuracies(let skills), .abilities(let skills), .confusions(_, let skills): skills
    }
  }
}

/// The estimated confusion matrices of all workers, for the answers that each of them gave.
public struct WorkerConfusions: Sendable {
  private let layout: ConfusionLayout
  private let logRates: [Double]

  init(_ layout: ConfusionLayout, logRates: [Double]) {
    self.layout = layout
    self.logRates = logRates
  }

  /// The logarithm of the chance that a worker gives an answer where another class is right.
  ///
  /// - Parameters:
  ///   - worker: An index of the votes' worker names.
  ///   - answer: The class that the worker names.
  ///   - truth: The class that is right.
  /// - Returns: nil if the worker never gave that answer, or no worker ever named the right class.
  public func logRate(of worker: Int, answering answer: Int, when truth: Int) -> Double? {
    let chosen = layout.table.chosenClasses
    guard let column = chosen.firstIndex(of: Int32(truth)),
      let slot = layout.slots(of: worker).first(where: {
        chosen[Int(layout.slotClasses[$0])] == Int32(answer)
      })
    else { return nil }
    return logRates[slot * layout.classCount + column]
  }
}

/// Reasons that several methods give.
enum ConsolidationReason {
  static let noAnswers = "there are no answers"
}
