/// Labels of one class and one source.
public struct LabelTally: Sendable, Equatable {
  /// How many labels there are.
  public private(set) var count = 0
  /// The confidences, in the order in which they came.
  private(set) var values: [Double] = []

  /// A tally of nothing.
  public init() {}

  /// Labels without a usable confidence.
  public var missingConfidences: Int { count - values.count }

  /// The confidences, ascending.
  public var confidences: [Double] { sortedShares(values) }

  /// What the confidences say; nil if there is none.
  public var statistics: Statistics? { Statistics(confidences) }

  /// Reserves capacity for a number of additional labels.
  mutating func reserve(_ more: Int) { values.reserveCapacity(values.count + more) }

  /// Counts a label.
  public mutating func add(_ confidence: Double?) {
    count += 1
    if let confidence { values.append(confidence) }
  }

  /// Counts another tally's labels.
  public mutating func merge(_ other: LabelTally) {
    count += other.count
    values.append(contentsOf: other.values)
  }

  /// Equal where the same labels were counted, in whatever order.
  public static func == (left: LabelTally, right: LabelTally) -> Bool {
    left.count == right.count && left.confidences == right.confidences
  }
}
