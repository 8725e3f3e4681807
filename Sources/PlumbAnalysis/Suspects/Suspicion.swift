/// One kind of evidence that labels may be wrong.
///
/// To add one, write a file here and name it in ``allSuspicions``. What it says about a row is a
/// number that is added to the logarithm of the odds that the label is wrong: above 0 it speaks
/// against the label, below 0 for it. Where it knows nothing about a row it says nothing, which is
/// not 0 evidence for the label but no evidence at all.
public protocol Suspicion: Sendable {
  /// A stable name in lower case with hyphens.
  var name: String { get }
  /// What it examines, as the beginning of a sentence.
  var title: String { get }
  /// Whether it distinguishes wrong labels from correct ones well enough to rank by it alone.
  var canRankAlone: Bool { get }

  /// Examines all rows, or gives the reason why it cannot.
  func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn>
}

/// Every kind of evidence; reasons are given in this order where they weigh the same.
public let allSuspicions: [any Suspicion] = [
  AnswersSuspicion(), PredictionsSuspicion(), ModelAnswerSuspicion(), VerdictSuspicion(),
  SamePictureSuspicion(),
  OtherAttributeSuspicion(), ClassDissentSuspicion(), ConfidenceRankSuspicion(),
]

/// Where a witness that names a class of its own points to.
public enum WitnessVerdict: UInt8, Sendable, Hashable {
  /// It knows nothing about the row, or names no class.
  case unknown
  /// To the class of the label.
  case label
  /// To another class, or to several alike.
  case elsewhere
}

/// What one kind of evidence says about each row.
public struct SuspicionColumn: Sendable {
  /// What is added to the logarithm of the odds that the label is wrong; NaN if nothing is known.
  public var shifts: [Double]
  /// Where the evidence points to, row by row; empty for kinds that name no class of their own.
  public var verdicts: [WitnessVerdict]
  /// The reasons for a row, in words' order.
  public var reasons: @Sendable (_ row: Int) -> [SuspicionReason]

  /// Makes a column.
  public init(
    shifts: [Double], verdicts: [WitnessVerdict] = [],
    reasons: @escaping @Sendable (_ row: Int) -> [SuspicionReason]
  ) {
    self.shifts = shifts
    self.verdicts = verdicts
    self.reasons = reasons
  }
}

/// The rate of wrong labels from which all evidence is counted.
enum SuspicionBase {
  /// Five in a hundred: AWS sets the threshold of automated labelling for 95 % agreement.
  static let rate = 0.05
  static let logOdds = Odds.logOdds(rate)

  /// What evidence adds that by itself would make a label wrong with this probability.
  static func shift(to probability: Double) -> Double {
    Odds.logOdds(min(max(probability, 0.01), 0.99)) - logOdds
  }
}
