import PlumbAnalysis
import PlumbLabels
import PlumbSystem

/// The quality analysis of a job's labels, from answers, confidences, pictures, other attributes
/// and predictions.
///
/// Commands, figures, PDF and page use the same value, so they agree. It is a class because it
/// holds dozens of arrays: as a structure, every type that contains it gets code of its own to copy
/// them, a third of this target's code.
public final class JobQuality: Sendable {
  /// The answers; nil if none were found, and then ``missing`` says so.
  public let votes: LoadedVotes?
  /// How well the workers agree; nil without answers.
  public let agreement: AgreementReport?
  /// The records of the workers; nil without answers.
  public let workers: WorkerReport?
  /// Which answers were given to which labels; nil without answers.
  public let confusions: AnswerConfusions?
  /// The result of AWS's published consolidation method; nil without answers.
  public let consolidation: Measured<Consolidation>?
  /// Labels ranked by how likely they are wrong; of labels with several classes per image, see
  /// ``setSuspects``, it ranks none.
  public let suspects: SuspectReport
  /// Labels with several classes per image, ranked by the classes that they may have too many or lack; nil
  /// for labels of one class per image.
  public let setSuspects: Measured<SetSuspects>?
  /// Which evidence is missing and why, as sentences.
  public let missing: [String]
  /// Why there are no answers, as a part of a sentence; nil if there are some.
  public let noAnswersReason: String?

  /// The evidence in addition to the labels themselves.
  public struct Input: Sendable {
    /// The workers' answers.
    public var votes: LoadedVotes?
    /// Why there are no answers, as the end of a sentence; nil for "no files of them were found".
    public var answersProblem: String?
    /// Predictions of the user's model.
    public var predictions: MatchedPredictions?
    /// Other label attributes of the same manifest, without ``modelAnswers``.
    public var others: [Dataset]
    /// The attribute of the same manifest that holds a model's answers to the images; nil if none does.
    public var modelAnswers: Dataset?
    /// Rows that show the same picture; rows with the same reference are found automatically.
    public var samePictures: [[Int]]
    /// Whether worker ids are replaced with anonymous names.
    public var isAnonymous: Bool

    /// By default, only the labels.
    public init(
      votes: LoadedVotes? = nil, predictions: MatchedPredictions? = nil, others: [Dataset] = [],
      samePictures: [[Int]] = [], isAnonymous: Bool = false
    ) {
      self.votes = votes
      self.predictions = predictions
      self.others = others
      self.samePictures = samePictures
      self.isAnonymous = isAnonymous
    }
  }

  /// Runs the analysis.
  public init(_ dataset: Dataset, _ input: Input = Input()) {
    var evidence = SuspectEvidence(dataset, input)
    votes = input.votes
    setSuspects = SetSuspects.rank(dataset, input)
    if let loaded = input.votes, let sets = loaded.sets, loaded.votes.count > 0 {
      (agreement, confusions, consolidation) = (AgreementReport(loaded.votes, sets), nil, nil)
      let counted = WorkerEvidence(loaded.votes, withoutConsensus: Self.setsHaveNoConsensus)
      workers = WorkerReport(counted, isAnonymous: input.isAnonymous, sets: sets)
      suspects = SuspectReport(evidence, dataset)
      noAnswersReason = nil
      missing = Self.sentences(suspects, setSuspects)
      return
    }
    guard let votes = input.votes?.votes, votes.count > 0 else {
      (agreement, workers, confusions, consolidation) = (nil, nil, nil, nil)
      suspects = SuspectReport(evidence, dataset)
      noAnswersReason = input.answersProblem.map { Self.noAnswers + ": " + $0 } ?? Self.noAnswers
      missing = Self.sentences(suspects, setSuspects, noAnswers: noAnswersReason)
      return
    }
    noAnswersReason = nil
    let counted = WorkerEvidence(votes)
    evidence.leaveOneOut = counted.leaveOneOut
    let (complete, labels) = (evidence, evidence.labels)
    let (both, others) = concurrently {
      (AgreementReport(votes, labels: labels), SuspectReport(complete, dataset))
    } _: {
      (
        WorkerReport(counted, isAnonymous: input.isAnonymous),
        AnswerConfusions(votes, labels: labels), GroundTruthConsolidation().consolidate(votes)
      )
    }
    (agreement, suspects) = both
    (workers, confusions, consolidation) = others
    missing = Self.sentences(suspects, setSuspects)
  }

  /// Why sets of classes have no consensus, confusions and rebuilt labels.
  package static let setsHaveNoConsensus =
    "answers are sets of classes, and the methods for it take one class per answer"

  /// What is not reported about answers that are sets of classes, as a sentence.
  package static let notReportedOfSets =
    "Not reported: agreement with a consensus, confused classes, rebuilt labels, and the kappas: "
    + setsHaveNoConsensus + "."

  /// What is missing where there are no answers.
  private static let noAnswers = "no workers' answers"

  private static func sentences(
    _ suspects: SuspectReport, _ setSuspects: Measured<SetSuspects>?, noAnswers: String? = nil
  ) -> [String] {
    [
      noAnswers.map { "Agreement and workers are not reported: \($0)." },
      weakness(suspects, setSuspects),
    ]
    .compactMap(\.self)
      + (setSuspects == nil && suspects.hasEvidence
        ? suspects.missing.map { "Skipped: \($0)." } : [])
  }

  private static func weakness(
    _ suspects: SuspectReport, _ setSuspects: Measured<SetSuspects>?
  ) -> String? {
    guard let setSuspects else { return suspects.weakness }
    return setSuspects.reason.map { "There is no evidence to rank by: \($0)." }
  }

  /// Why the order of suspects is hardly better than chance, or why there is none, as a sentence; nil if it
  /// can be used.
  package var weakness: String? { Self.weakness(suspects, setSuspects) }

  /// Labels that are what AWS's method makes of the answers, of all that have both; nil without
  /// answers.
  public var consolidationFit: Proportion? {
    guard let labels = consolidation?.value?.labels else { return nil }
    let own = suspects.labels
    let rows = labels.indices.filter { labels[$0] >= 0 && own[$0] >= 0 }
    return Proportion(rows.count { labels[$0] == own[$0] }, of: rows.count)
  }
}

extension SetSuspects {
  /// Ranks labels with several classes per image by predictions, or else by answers; nil for labels of one
  /// class per image.
  fileprivate static func rank(
    _ dataset: Dataset, _ input: JobQuality.Input
  ) -> Measured<SetSuspects>? {
    guard dataset.labelSets != nil else { return nil }
    let answers = input.votes.flatMap { loaded in loaded.sets.map { (loaded.votes, $0) } }
    return rank(dataset, predictions: input.predictions, answers: answers)
  }
}

extension SuspectEvidence {
  /// The labels of a dataset with everything else that there is.
  public init(_ dataset: Dataset, _ input: JobQuality.Input) {
    let hasSets = dataset.labelSets != nil
    self.init(
      dataset, votes: hasSets ? nil : input.votes?.votes,
      predictions: hasSets ? nil : input.predictions)
    // Sets of classes are ranked by ``SetSuspects``: none of them has one class to suspect.
    if hasSets { labels = labels.map { _ in -1 } }
    samePictures = input.samePictures + dataset.duplicates.map { [$0.first, $0.row] }
    addOther(input.others, of: dataset)
    if let answers = input.modelAnswers { add(modelAnswers: answers, of: dataset) }
  }

  /// Takes in the attribute that agrees with the labels most often: others ask something else.
  private mutating func addOther(_ others: [Dataset], of dataset: Dataset) {
    var best = -1
    for other in others {
      var trial = self
      trial.add(other, of: dataset)
      let agreeing = zip(labels, trial.otherAttribute?.labels ?? []).count { $0 >= 0 && $0 == $1 }
      if agreeing > best { (best, otherAttribute) = (agreeing, trial.otherAttribute) }
    }
  }
}
