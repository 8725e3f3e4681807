import PlumbLabels
import PlumbText

/// Which jobs gave the labels, and when.
public struct JobSummary: Summary {
  /// The labels of one job.
  public struct Tally: Sendable, Equatable {
    /// The `job-name`; empty for labels without one.
    public var name: String
    /// Labels of the job; images with a label of the job, where they may have several.
    public var count = 0
    /// The creation date of its first label; nil if none has a date.
    public var first: CreationDate?
    /// The creation date of its last label.
    public var last: CreationDate?
  }

  private var tallies = NamedTallies<Tally>()
  private var nameless = Tally(name: "")

  /// The summary of nothing.
  public init() {}

  /// The jobs in the order of their names' bytes; labels without a job come first.
  public var jobs: [Tally] {
    let all = nameless.count > 0 ? [nameless] + tallies.all : tallies.all
    return all.sorted { ByteString($0.name) < ByteString($1.name) }
  }

  /// The creation dates of the first and last label of all.
  public var dates: ClosedRange<CreationDate>? {
    guard let first = jobs.compactMap(\.first).min(), let last = jobs.compactMap(\.last).max()
    else { return nil }
    return first...last
  }

  /// Takes the labelled ones of the rows in; others change nothing.
  public mutating func add(_ rows: Range<Int>, of dataset: Dataset) {
    var indices = [Int](repeating: -1, count: dataset.jobNames.count)
    func add(_ jobID: Int?, _ date: CreationDate?) {
      guard let id = jobID else { return nameless.add(date) }
      if indices[id] < 0 { indices[id] = tallies.index(of: dataset.jobNames[id]) }
      tallies.all[indices[id]].add(date)
    }
    for number in rows where dataset.kinds[number] == .labelled {
      let row = dataset.row(number)
      let labels = dataset.labelSets == nil ? [] : dataset.labels(ofRow: number)
      if labels.isEmpty { add(row.jobID, row.date) }
      var seen: Set<Int?> = []
      for label in labels where seen.insert(label.jobID).inserted { add(label.jobID, label.date) }
    }
  }

  /// Takes another summary's jobs in.
  public mutating func merge(_ other: JobSummary) {
    nameless.merge(other.nameless)
    for tally in other.tallies.all { tallies.all[tallies.index(of: tally.name)].merge(tally) }
  }

  /// Equal where the same labels were counted, in whatever order.
  public static func == (left: JobSummary, right: JobSummary) -> Bool {
    left.jobs == right.jobs && sameNames(left.jobs, right.jobs)
  }
}

extension JobSummary.Tally: NamedTally {
  init(name: String) { self.init(name: name, count: 0) }

  /// Runs once a row, so it compares before it writes.
  fileprivate mutating func add(_ date: CreationDate?) {
    count += 1
    guard let date else { return }
    if first.map({ date < $0 }) ?? true { first = date }
    if last.map({ date > $0 }) ?? true { last = date }
  }

  fileprivate mutating func merge(_ other: Self) {
    count += other.count
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
  }
}
