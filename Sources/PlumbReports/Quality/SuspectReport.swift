import PlumbAnalysis
import PlumbLabels

/// Labels ranked by how likely they are wrong, worst first, each with its reasons in words.
///
/// A class for the same reason as ``JobQuality``.
public final class SuspectReport: Sendable {
  /// One label.
  public struct Suspect: Sendable {
    /// The dataset's row.
    public let row: Int
    /// The physical line, from 1.
    public let line: Int
    /// The class of the label, as the manifest has it.
    public let label: String
    /// How likely the label is wrong, from 0 to 1, by the rule of ``SuspectRanking``.
    public let score: Double
    /// The class that is likeliest if the label is wrong, by the weightiest reason that names one;
    /// nil if none does.
    public let suggested: String?
    /// Whether ``suggested`` is likelier than the label.
    public let isSuggestionLikelier: Bool
    /// Why, the weightiest reason first.
    public let reasons: [Reason]
  }

  /// Why a label is suspected.
  public struct Reason: Sendable, Hashable {
    /// The kind of evidence, such as `answers`.
    public let evidence: String
    /// The reason in words; holds names from the data, so escape it before it is shown.
    public let words: String
  }

  /// One kind of evidence.
  public struct EvidenceKind: Sendable {
    /// Its stable name.
    public let name: String
    /// What it examines.
    public let title: String
    /// The number of labels with this evidence.
    public let rows: Int
    /// Why it is missing; nil if it is available.
    public let missing: String?
  }

  /// The scores and what they are made of.
  public let ranking: SuspectRanking
  /// Which classes a model's predictions say are mixed up; nil without predictions.
  public let confidentLearning: Measured<ConfidentLearning>?
  private let evidence: SuspectEvidence
  private let dataset: Dataset

  /// Predictions of the user's model; nil without predictions.
  public var predictions: MatchedPredictions? { evidence.predictions }

  /// Ranks the labels of a dataset.
  public init(_ evidence: SuspectEvidence, _ dataset: Dataset) {
    self.evidence = evidence
    self.dataset = dataset
    ranking = SuspectRanking(evidence)
    confidentLearning = evidence.predictions.map {
      ConfidentLearning.compare(evidence.labels, $0)
    }
  }

  /// The labels that are likeliest to be wrong, worst first: for a review, or to be relabelled.
  ///
  /// The first ``probablyWrongCount`` of them are probably wrong, the next ``worthALookCount`` are worth
  /// a look, and the scores of the others are no higher than the base rate.
  ///
  /// - Parameter count: The most that are wanted.
  public func suspects(_ count: Int) -> [Suspect] {
    ranking.order.prefix(max(0, count)).map(suspect)
  }

  /// How many labels are probably wrong: their score is at least ``SuspectRanking/probablyWrong``.
  public var probablyWrongCount: Int { ranking.order.count { ranking.isProbablyWrong($0) } }

  /// How many further labels are worth a look, see ``SuspectRanking/isWorthALook(_:)``.
  public var worthALookCount: Int { ranking.order.count { ranking.isWorthALook($0) } }

  /// The class of each row, an index of the dataset's class names; -1 where it has none.
  package var labels: [Int32] { evidence.labels }

  /// Pairs of a label and the class that predictions are confident of instead, by the calibrated
  /// joint of confident learning, the most frequent first; empty without predictions.
  public var mixedUp: [(label: String, truth: String, count: Int)] {
    guard let joint = confidentLearning?.value?.calibratedJoint,
      let names = evidence.predictions?.classNames
    else { return [] }
    let cells = joint.indices.flatMap { label in
      joint[label].indices.filter { $0 != label && joint[label][$0] > 0 }.map { (label, $0) }
    }
    return cells.sorted { (-joint[$0.0][$0.1], $0.0, $0.1) < (-joint[$1.0][$1.1], $1.0, $1.1) }
      .map { (names[$0.0], names[$0.1], joint[$0.0][$0.1]) }
  }

  /// How many labels there are, with evidence or without.
  public var labelCount: Int { evidence.labels.count { $0 >= 0 } }

  /// Why the order is hardly better than chance, or why there is none; nil if it can be used.
  public var weakness: String? {
    switch ranking.strength {
    case .strong: nil
    case .weak(let reason): "The evidence is too weak to rank by: \(reason)."
    case .none(let reason): "There is no evidence to rank by: \(reason)."
    }
  }

  /// Whether there is any evidence; without, ``weakness`` says for each kind why.
  package var hasEvidence: Bool {
    if case .none = ranking.strength { false } else { true }
  }

  /// Every kind of evidence, those that say something about most labels first.
  public var kinds: [EvidenceKind] {
    let kinds = ranking.columns.map {
      EvidenceKind(
        name: $0.suspicion.name, title: $0.suspicion.title, rows: $0.rows, missing: $0.result.reason
      )
    }
    return kinds.enumerated().sorted {
      (-$0.element.rows, $0.offset) < (-$1.element.rows, $1.offset)
    }
    .map(\.element)
  }

  /// The evidence that is missing, each as "what: why", without a full stop; answers are one kind.
  public var missing: [String] {
    kinds.filter { evidence.votes != nil || !["answers", "class-dissent"].contains($0.name) }
      .filter { !evidence.judgements.isEmpty || $0.name != VerdictSuspicion().name }
      .compactMap { kind in kind.missing.map { "\(kind.title): \($0)" } }
  }

  /// Whether a label is probably wrong.
  public func isProbablyWrong(_ suspect: Suspect) -> Bool { ranking.isProbablyWrong(suspect.row) }

  private func suspect(_ row: Int) -> Suspect {
    // A label without evidence against it is described all the same.
    let against = ranking.weighedReasons(for: row)
    let weighty = against.isEmpty ? ranking.weighedReasons(for: row, all: true) : against
    let score = ranking.scores[row] ?? 0
    let naming = weighty.first { $0.reason.alternative != nil }?.reason
    return Suspect(
      row: row, line: Int(dataset.lines[row]),
      label: evidence.classNames[Int(evidence.labels[row])], score: score,
      suggested: naming.flatMap(suggestion),
      isSuggestionLikelier: naming?.namesLikelierClass(score: score) ?? false,
      reasons: weighty.map { Reason(evidence: $0.evidence, words: words($0.reason)) })
  }

  private func words(_ reason: SuspicionReason) -> String {
    let names = names(reason)
    return reason.words({ names[$0] }, line: { Int(dataset.lines[$0]) })
  }

  /// The class that a reason suggests.
  private func suggestion(_ reason: SuspicionReason) -> String? {
    reason.alternative.map { names(reason)[$0] }
  }

  /// The names that a reason's classes are indices of: votes, predictions and other attributes each
  /// have those of the labels and then their own.
  private func names(_ reason: SuspicionReason) -> [String] {
    switch reason {
    case .prediction: evidence.predictions?.classNames ?? evidence.classNames
    case .otherAttribute: evidence.otherAttribute?.classNames ?? evidence.classNames
    case .modelAnswer: evidence.modelAnswers?.classNames ?? evidence.classNames
    case .chosenBy, .posterior, .disputedClass: evidence.votes?.classNames ?? evidence.classNames
    case .lowConfidence, .samePicture, .rejected: evidence.classNames
    }
  }
}
