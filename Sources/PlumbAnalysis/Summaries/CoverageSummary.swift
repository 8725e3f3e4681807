import PlumbLabels
import PlumbSystem
import PlumbText

/// How much of the manifest has a label, and why the rest has none.
public struct CoverageSummary: Summary {
  /// Rows with a class.
  public private(set) var labelled = 0
  /// Rows without a label under the attribute.
  public private(set) var unlabelled = 0
  /// Those of the ``unlabelled`` rows that have a label under another attribute.
  public private(set) var labelledElsewhere = 0
  private var failures = NamedTallies<FailureTally>()

  /// The summary of nothing.
  public init() {}

  /// Rows without a label under any attribute.
  public var labelledNowhere: Int { unlabelled - labelledElsewhere }

  /// Rows on which the service gave up.
  public var failed: Int { failures.all.reduce(0) { $0 + $1.count } }

  /// Every row.
  public var rows: Int { labelled + unlabelled + failed }

  /// The reasons from most to least frequent; of equal ones the first by its bytes.
  public var failuresByReason: [(reason: String, count: Int)] {
    failures.all.map { (reason: $0.name, count: $0.count) }.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : ByteString(left.reason) < ByteString(right.reason)
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
        failures.all[failures.index(of: reason)].count += 1
      }
    }
    addElsewhere(rows, of: dataset)
  }

  private mutating func addElsewhere(_ rows: Range<Int>, of dataset: Dataset) {
    let elsewhere = dataset.elsewhere.rows
    let first = elsewhere.partitioningIndex { $0 >= rows.lowerBound }
    let end = elsewhere.partitioningIndex { $0 >= rows.upperBound }
    labelledElsewhere += elsewhere[first..<end].count { dataset.kinds[$0] == .unlabelled }
  }

  /// Counts another summary's rows.
  public mutating func merge(_ other: CoverageSummary) {
    labelled += other.labelled
    unlabelled += other.unlabelled
    labelledElsewhere += other.labelledElsewhere
    for tally in other.failures.all {
      failures.all[failures.index(of: tally.name)].count += tally.count
    }
  }

  /// Equal where the same rows were counted, in whatever order.
  public static func == (left: CoverageSummary, right: CoverageSummary) -> Bool {
    left.labelled == right.labelled && left.unlabelled == right.unlabelled
      && left.labelledElsewhere == right.labelledElsewhere
      && left.failuresByReason.elementsEqual(right.failuresByReason) {
        $0.count == $1.count && ByteString($0.reason) == ByteString($1.reason)
      }
  }
}

/// Rows that failed for one reason.
private struct FailureTally: NamedTally {
  var name: String
  var count = 0

  init(name: String) { self.name = name }
}
