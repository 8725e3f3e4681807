import PlumbLabels

/// The workers' answers to the image, none of which may confirm itself.
///
/// The odds that the label is wrong come from ``LeaveOneOut``, discounted for errors that workers
/// make together: with a correlation of a half, five answers count as much as 1.7 independent ones,
/// and no number of answers as more than two. That value was chosen, not fitted; where the truth of
/// some labels is known, ``SuspicionCalibration`` fits the scale.
package struct AnswersSuspicion: Suspicion {
  private static let correlation = 0.5

  /// Makes the evidence.
  package init() {}

  /// Its stable name.
  package var name: String { "answers" }
  /// What it examines.
  package var title: String { "the workers' answers to the image" }
  /// Answers are the best evidence that a job has.
  package var canRankAlone: Bool { true }

  /// Works out the posteriors.
  package func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    guard let votes = evidence.votes else {
      return .notDefined(because: "the workers' answers are not known")
    }
    let labels = evidence.labels
    let estimate = evidence.leaveOneOut ?? LeaveOneOut.estimate(votes)
    return estimate.map { estimate in
      let odds = estimate.logOdds(against: labels, correlation: Self.correlation)
      return SuspicionColumn(
        shifts: odds.map { $0.map { $0 - SuspicionBase.logOdds } ?? .nan },
        verdicts: labels.indices.map {
          Self.verdict(ofRow: $0, label: labels[$0], votes: votes, estimate: estimate)
        },
        reasons: {
          Self.reasons(ofRow: $0, label: Int(labels[$0]), votes: votes, estimate: estimate)
        })
    }
  }

  /// Answers point to the label where more workers chose it than any other class, or where its
  /// posterior is above a half: both are printed as reasons, and neither may contradict the verdict.
  private static func verdict(
    ofRow row: Int, label: Int32, votes: Votes, estimate: LeaveOneOut
  ) -> WitnessVerdict {
    let classes = votes.classes[votes.answers(of: row)]
    guard label >= 0, !classes.isEmpty else { return .unknown }
    var counts: [Int32: Int] = [:]
    for one in classes { counts[one, default: 0] += 1 }
    let own = counts[label] ?? 0
    let isChosenMost = counts.allSatisfy { $0.key == label || $0.value < own }
    let posterior = estimate.posterior(of: row).first { $0.classID == Int(label) }
    return isChosenMost || (posterior?.probability ?? 0) > 0.5 ? .label : .elsewhere
  }

  private static func reasons(
    ofRow row: Int, label: Int, votes: Votes, estimate: LeaveOneOut
  ) -> [SuspicionReason] {
    let classes = votes.classes[votes.answers(of: row)]
    let chosen = SuspicionReason.chosenBy(
      count: classes.count { Int($0) == label }, of: classes.count)
    let posterior = estimate.posterior(of: row)
    guard let other = posterior.first(where: { $0.classID != label }) else { return [chosen] }
    let own = posterior.first { $0.classID == label }?.probability ?? 0
    return [
      chosen,
      .posterior(
        label: label, probability: own, other: other.classID,
        otherProbability: other.probability),
    ]
  }
}
