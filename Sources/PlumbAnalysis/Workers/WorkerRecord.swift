import PlumbLabels
import PlumbSystem

/// What is known about one worker.
public struct WorkerRecord: Sendable {
  /// An index of the votes' worker names.
  public var worker: Int
  /// How many answers the worker gave.
  public var answers: Int
  /// How many images these are for.
  public var images: Int
  /// How often the other workers gave the same answer to the same image.
  public var agreementWithOthers: Measured<Share>
  /// How many answers match the most probable class according to the other workers' answers.
  public var agreementWithConsensus: Measured<Proportion>
  /// The median of the seconds that an answer took.
  public var medianSeconds: Measured<Double>
  /// What the tests found, in the order of ``allWorkerTests``.
  public var flags: [WorkerFlag]

  /// A share of pairs of answers, with an interval that counts images.
  public struct Share: Sendable, Hashable {
    /// Pairs that agree.
    public var agreeing: Int
    /// Pairs of an answer of this worker and another worker's answer to the same image.
    public var pairs: Int
    /// Images on which there were such pairs.
    public var images: Int

    /// The share of pairs that agree, from 0 to 1.
    public var share: Double { Double(agreeing) / Double(pairs) }

    /// Wilson's interval of 95 %, as if each image were one trial: answers of others to the same
    /// image are not independent.
    public var interval: ClosedRange<Double> {
      Proportion.interval(share: share, of: Double(images))
    }
  }
}

/// The records of all workers of a job, in the order of the votes' worker names.
package func workerRecords(_ votes: Votes) -> [WorkerRecord] {
  workerRecords(WorkerEvidence(votes))
}

/// The same where the counting has been done already.
package func workerRecords(_ evidence: WorkerEvidence) -> [WorkerRecord] {
  let flags = workerFlags(evidence)
  return concurrentMap(blocks(byWork: evidence.table.workerStarts, work: 1 << 12)) { workers in
    workers.map { WorkerRecord($0, evidence, flags: flags[$0]) }
  }.flatMap(\.self)
}

extension WorkerRecord {
  init(_ worker: Int, _ evidence: WorkerEvidence, flags: [WorkerFlag]) {
    let visits = evidence.table.visits(of: worker)
    self.worker = worker
    self.flags = flags
    answers = evidence.table.answerCount(ofWorker: worker)
    images = visits.count
    agreementWithOthers = Self.agreement(visits, evidence)
    agreementWithConsensus = Self.consensus(worker, evidence)
    medianSeconds = Self.medianSeconds(worker, evidence)
  }

  private static let nobodyElse = "no other worker answered this worker's images"

  private static func agreement(
    _ visits: [WorkerVisit], _ evidence: WorkerEvidence
  ) -> Measured<Share> {
    var share = Share(agreeing: 0, pairs: 0, images: 0)
    for visit in visits {
      let others = evidence.rowCounts.count(row: visit.row) - visit.answers.count
      guard others > 0 else { continue }
      share.images += 1
      for answer in visit.answers {
        let id = evidence.table.classes[Int(answer)]
        let own = visit.answers.count { evidence.table.classes[Int($0)] == id }
        share.agreeing += evidence.rowCounts.count(row: visit.row, id) - own
        share.pairs += others
      }
    }
    return share.pairs > 0 ? .value(share) : .notDefined(because: nobodyElse)
  }

  private static func consensus(
    _ worker: Int, _ evidence: WorkerEvidence
  ) -> Measured<Proportion> {
    if let reason = evidence.leaveOneOut.reason { return .notDefined(because: reason) }
    let verdicts = evidence.table.answers(ofWorker: worker)
      .compactMap { evidence.agreesWithOthers[Int($0)] }
    guard !verdicts.isEmpty else { return .notDefined(because: nobodyElse) }
    return .value(Proportion(verdicts.count { $0 }, of: verdicts.count))
  }

  private static func medianSeconds(
    _ worker: Int, _ evidence: WorkerEvidence
  ) -> Measured<Double> {
    let seconds = evidence.seconds(of: worker).sorted()
    guard !seconds.isEmpty else {
      return .notDefined(because: "this worker's answers have no times")
    }
    return .value(Statistics.percentile(seconds, 0.5))
  }
}

extension WorkerEvidence {
  /// The seconds of a worker's answers, where they are known.
  func seconds(of worker: Int) -> [Double] { times.byWorker[worker].map(\.seconds) }
}
