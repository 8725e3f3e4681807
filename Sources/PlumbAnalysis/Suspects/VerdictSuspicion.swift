import PlumbLabels

/// People's verdicts on the label, from a verification job.
///
/// Who rejects a label is assumed to be right four times in five; a label that somebody accepted is
/// taken to be wrong once in fifty. Both values were chosen, not fitted. Verdicts whose name does not
/// say whether they reject a label are left out, see `VerdictMeaning`; of several on a label the
/// rejections count.
public struct VerdictSuspicion: Suspicion {
  private static let rejected = 0.8
  private static let accepted = 0.02

  /// Makes the evidence.
  public init() {}

  /// Its stable name.
  public var name: String { "verdicts" }
  /// What it examines.
  public var title: String { "verdicts of people on the label" }
  /// A person looked at this very label.
  public var canRankAlone: Bool { true }

  /// Looks up the verdicts on each row.
  public func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    let clear = evidence.judgements.filter { $0.isRejection != nil }
    guard !clear.isEmpty else {
      return .notDefined(
        because: evidence.judgements.isEmpty
          ? "no label was verified by people"
          : "the names of the verdicts do not say whether they reject a label")
    }
    var shifts = [Double](repeating: .nan, count: evidence.rowCount)
    var verdicts = [WitnessVerdict](repeating: .unknown, count: evidence.rowCount)
    var rejections: [Int: [Judgement]] = [:]
    for one in clear where evidence.labels[one.row] >= 0 {
      if one.isRejection == true { rejections[one.row, default: []].append(one) }
      let isRejected = rejections[one.row] != nil
      shifts[one.row] = SuspicionBase.shift(to: isRejected ? Self.rejected : Self.accepted)
      verdicts[one.row] = isRejected ? .elsewhere : .label
    }
    return .value(
      SuspicionColumn(shifts: shifts, verdicts: verdicts) { [rejections] row in
        (rejections[row] ?? []).map { .rejected(verdict: $0.verdict, comments: $0.comments) }
      })
  }
}
