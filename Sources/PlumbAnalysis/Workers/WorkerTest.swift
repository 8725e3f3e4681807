/// A question that is asked of every worker, with a stated rate of false alarms.
///
/// Each test gives p-values; those of all workers are adjusted together (``falseDiscoveryRates(_:)``)
/// so that on average at most one flag in twenty is a false alarm. To add a test, write a file here
/// and name it in ``allWorkerTests``.
package protocol WorkerTest: Sendable {
  /// A stable name in lower case with hyphens.
  var name: String { get }
  /// What is asked, and of which distribution the p-value is the tail.
  var question: String { get }

  /// What is found for each worker, in the order of the workers.
  func results(_ evidence: WorkerEvidence) -> [Measured<WorkerTestResult>]
}

/// What a test found for one worker.
package struct WorkerTestResult: Sendable, Hashable {
  /// The chance of something at least as odd if the worker were like the others.
  package var pValue: Double
  /// Whether what was found is large enough to matter, apart from chance.
  package var isLarge: Bool
  /// What was counted, with its number and interval, as a part of a sentence.
  package var words: String
  /// The class that it is about, an index of the votes' class names; nil if it is about none.
  package var classID: Int?

  /// Makes a result.
  package init(pValue: Double, isLarge: Bool, words: String, classID: Int? = nil) {
    self.pValue = pValue
    self.isLarge = isLarge
    self.words = words
    self.classID = classID
  }
}

/// Something odd about a worker: a reason to look, never a verdict.
public struct WorkerFlag: Sendable, Hashable {
  /// The name of the test.
  public var test: String
  /// The chance of something at least as odd if the worker were like the others.
  public var pValue: Double
  /// The same, adjusted for the number of workers that were tested.
  public var falseDiscoveryRate: Double
  /// What was counted, with its number and interval.
  public var words: String
  /// The class that it is about, an index of the votes' class names; nil if it is about none.
  public var classID: Int?
}

/// Every test of workers.
package let allWorkerTests: [any WorkerTest] = [
  OneAnswerTest(), LowAgreementTest(), TooFastTest(),
]

/// Flags are raised at this false discovery rate.
package let workerFalseDiscoveryRate = 0.05

/// The flags of every worker, in the order of the workers.
package func workerFlags(_ evidence: WorkerEvidence) -> [[WorkerFlag]] {
  var flags = [[WorkerFlag]](repeating: [], count: evidence.workerCount)
  for test in allWorkerTests {
    let tested = test.results(evidence).enumerated().compactMap { worker, result in
      result.value.map { (worker: worker, result: $0) }
    }
    let adjusted = falseDiscoveryRates(tested.map(\.result.pValue))
    for (one, rate) in zip(tested, adjusted) {
      guard rate <= workerFalseDiscoveryRate, one.result.isLarge else { continue }
      flags[one.worker].append(
        WorkerFlag(
          test: test.name, pValue: one.result.pValue, falseDiscoveryRate: rate,
          words: one.result.words, classID: one.result.classID))
    }
  }
  return flags
}
