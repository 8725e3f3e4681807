import PlumbLabels
import PlumbSystem

/// How low the confidence is among labels of the same source, job and class.
///
/// Confidences of different sources and jobs do not compare, so only the rank u in the own group is
/// used, and only where confidences vary. Ranks of right labels are taken as even; those of wrong
/// ones as having the density k × u^(k - 1) with k = 2/3, which means that a wrong label ranks below
/// a right one six times in ten (1 / (1 + k)). It is meant to be weak: on AWS's public job the
/// confidence did so in 53 of 100 cases.
package struct ConfidenceRankSuspicion: Suspicion {
  private static let exponent = 2.0 / 3
  private static let fewestLabels = 20
  private static let fewestValues = 5
  private static let largestShare = 0.9

  /// Makes the evidence.
  package init() {}

  /// Its stable name.
  package var name: String { "confidence-rank" }
  /// What it examines.
  package var title: String { "the rank of the confidence in its class, source and job" }
  /// Confidences hardly distinguish wrong labels from correct ones.
  package var canRankAlone: Bool { false }

  private struct Group: Hashable {
    var source: LabelSource
    var job: Int32
    var label: Int32
  }

  /// Ranks the confidences.
  package func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    var groups: [Group: [Int]] = [:]
    for row in 0..<evidence.rowCount where evidence.labels[row] >= 0 {
      guard let source = evidence.sources[row], !evidence.confidences[row].isNaN else { continue }
      let group = Group(source: source, job: evidence.jobs[row], label: evidence.labels[row])
      groups[group, default: []].append(row)
    }
    guard !groups.isEmpty else { return .notDefined(because: "no label has a confidence") }
    var shifts = [Double](repeating: .nan, count: evidence.rowCount)
    var shares = shifts
    for rows in groups.values {
      Self.rank(rows, by: evidence.confidences, shifts: &shifts, shares: &shares)
    }
    guard !shares.allSatisfy(\.isNaN) else {
      return .notDefined(
        because:
          "no class has \(Self.fewestLabels) confidences that vary, so their ranks tell nothing")
    }
    return .value(
      column(shifts: shifts, shares: shares, labels: evidence.labels, sources: evidence.sources))
  }

  private func column(
    shifts: [Double], shares: [Double], labels: [Int32], sources: [LabelSource?]
  ) -> SuspicionColumn {
    SuspicionColumn(shifts: shifts) { row in
      guard !shares[row].isNaN, let source = sources[row] else { return [] }
      return [.lowConfidence(share: shares[row], source: source, classID: Int(labels[row]))]
    }
  }

  /// Ranks one group, unless its confidences hardly vary.
  private static func rank(
    _ rows: [Int], by confidences: [Double], shifts: inout [Double], shares: inout [Double]
  ) {
    let sorted = rows.sorted { (confidences[$0], $0) < (confidences[$1], $1) }
    var runs: [Range<Int>] = []
    for place in sorted.indices {
      if let last = runs.last, confidences[sorted[last.lowerBound]] == confidences[sorted[place]] {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    let most = Double(runs.map(\.count).max() ?? 0) / Double(sorted.count)
    guard sorted.count >= fewestLabels, runs.count >= fewestValues, most < largestShare else {
      return
    }
    for run in runs {
      let rank = (Double(run.lowerBound) + Double(run.count) / 2) / Double(sorted.count)
      for place in run {
        shifts[sorted[place]] = log(exponent) + (exponent - 1) * log(rank)
        shares[sorted[place]] = Double(run.upperBound) / Double(sorted.count)
      }
    }
  }
}
