import PlumbLabels

/// How informative the confidences of one source are.
public enum ConfidenceInformation: Sendable, Hashable {
  /// There are no labels of this source.
  case noLabels
  /// No label has a confidence.
  case absent
  /// Every confidence is the same, as single-worker jobs have it.
  case constant(Double)
  /// One value makes up at least nine tenths of the confidences.
  case nearlyConstant(Double, share: Double)
  /// The confidences differ.
  case varied

  /// Examines all labels of one source.
  public init(_ summary: ClassSummary, _ source: LabelSource) {
    let tallies = summary.classes.map { $0[source] }.filter { $0.count > 0 }
    guard !tallies.isEmpty else {
      self = .noLabels
      return
    }
    let values = tallies.map(\.values)
    guard let candidate = Self.majorityCandidate(values) else {
      self = .absent
      return
    }
    let total = values.reduce(0) { $0 + $1.count }
    let same = values.reduce(0) { $0 + $1.count { $0 == candidate } }
    let share = Double(same) / Double(total)
    self =
      switch share {
      case 1: .constant(candidate)
      case 0.9...: .nearlyConstant(candidate, share: share)
      default: .varied
      }
  }

  /// The only value that can make up more than half (Boyer and Moore 1981); nil of nothing.
  private static func majorityCandidate(_ values: [[Double]]) -> Double? {
    var candidate: Double?
    var votes = 0
    for list in values {
      for value in list {
        if votes == 0 { candidate = value }
        votes += value == candidate ? 1 : -1
      }
    }
    return candidate
  }
}
