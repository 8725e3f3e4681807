import PlumbAnalysis
import PlumbLabels
import PlumbSystem

/// What is known about every worker, and which classes are confused with which.
public struct WorkerReport: Sendable {
  /// One worker.
  public struct Worker: Sendable {
    /// The name to show: the worker id, or an anonymous name.
    public let name: String
    /// What is known.
    public let record: WorkerRecord
    /// Which other class this worker names most often where the others' answers point to a class,
    /// the largest expected counts first; at most three.
    public let confusions: [WorkerConfusion]
    /// The mean Jaccard index of this worker's sets of classes and the others' for the same images, from 0
    /// to 1; nil if each answer is one class.
    public let meanJaccard: Measured<Double>?

    /// An index of the votes' worker names.
    public var id: Int { record.worker }
    /// Reasons to look at this worker; never a verdict.
    public var flags: [WorkerFlag] { record.flags }
  }

  /// The workers, most answers first; of equal ones the first by the bytes of the id.
  public let workers: [Worker]
  /// Whether workers have anonymous names.
  public let isAnonymous: Bool
  /// Why no answer can be compared; nil if some can.
  public let notComparable: String?
  private let names: [String]

  /// The questions that were asked of every worker.
  public static var tests: [(name: String, question: String)] {
    allWorkerTests.map { ($0.name, $0.question) }
  }

  private static let confusionsOfWorker = 3
  private static let fewestExpected = 0.5

  /// Works everything out.
  ///
  /// - Parameters:
  ///   - evidence: What was counted about the workers.
  ///   - isAnonymous: Whether ids are replaced.
  ///   - sets: The sets that the answers' classes stand for; nil if each answer is one class.
  public init(_ evidence: WorkerEvidence, isAnonymous: Bool, sets: AnswerSets? = nil) {
    let similarities = sets.map { meanJaccardWithOthers(evidence.votes, $0) }
    let aliases = workerAliases(evidence.votes)
    let names = isAnonymous ? aliases : evidence.votes.workerNames
    let records = workerRecords(evidence)
    let order = records.indices.sorted { aliases[$0] < aliases[$1] }
    let confusions = concurrentMap(order) { Self.confusions(evidence, of: $0) }
    workers = zip(order, confusions).filter { records[$0.0].answers > 0 }.map {
      worker, confusions in
      Worker(
        name: names[worker], record: records[worker], confusions: confusions,
        meanJaccard: similarities?[worker])
    }
    self.names = names
    self.isAnonymous = isAnonymous
    notComparable = evidence.leaveOneOut.reason
  }

  /// The name to show for a worker.
  ///
  /// - Parameter worker: An index of the votes' worker names.
  public func name(of worker: Int) -> String { names[worker] }

  private static func confusions(_ evidence: WorkerEvidence, of worker: Int) -> [WorkerConfusion] {
    guard let estimate = evidence.leaveOneOut.value else { return [] }
    let wrong = estimate.confusions(of: worker, fewest: fewestExpected)
      .filter { $0.truth != $0.answer }
    let sorted = wrong.sorted {
      (-$0.expectedCount, $0.truth, $0.answer) < (-$1.expectedCount, $1.truth, $1.answer)
    }
    return Array(sorted.prefix(confusionsOfWorker))
  }

  /// Workers with a flag, in the order of ``workers``.
  public var flagged: [Worker] { workers.filter { !$0.flags.isEmpty } }
}
