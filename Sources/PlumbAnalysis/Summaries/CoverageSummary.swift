import PlumbLabels

/// How much of the manifest has a label, and why the rest has none.
public struct CoverageSummary: Summary {
  /// Rows with a class.
  public private(set) var labelled = 0
  /// Rows without a label under the attribute.
  public private(set) var unlabelled = 0
  /// Rows on which the service gave up, by its reason.
  public private(set) var failures: [String: Int] = [:]

  /// The summary of nothing.
  public init() {}

  /// Rows on which the service gave up.
  public var failed: Int { failures.values.reduce(0, +) }

  /// Every row.
  public var rows: Int { labelled + unlabelled + failed }

  /// The reasons from most to least frequent; of equal ones the first by its bytes.
  public var failuresByReason: [(reason: String, count: Int)] {
    failures.map { (reason: $0.key, count: $0.value) }.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : left.reason.utf8.lexicographicallyPrecedes(right.reason.utf8)
    }
  }

  /// Counts rows.
  public mutating func add(_ rows: Range<Int>, of dataset: Dataset) {
    for number in rows {
      switch dataset.kinds[number] {
      case .labelled: labelled += 1
      case .unlabelled: unlabelled += 1
      case .failed:
        let reason = dataset.row(number).failureReasonID.map { dataset.failureReasons[$0] } ?? ""
        failures[reason, default: 0] += 1
      }
    }
  }

  /// Counts another summary's rows.
  public mutating func merge(_ other: CoverageSummary) {
    labelled += other.labelled
    unlabelled += other.unlabelled
    failures.merge(other.failures, uniquingKeysWith: +)
  }
}
