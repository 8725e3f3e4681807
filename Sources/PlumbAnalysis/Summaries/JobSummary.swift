import PlumbLabels
import PlumbText

/// Which jobs gave the labels, and when.
public struct JobSummary: Summary {
  /// The labels of one job.
  public struct Tally: Sendable, Equatable {
    /// The `job-name`; empty for labels without one.
    public var name: String
    /// Images with a label of the job; one may have labels of several jobs.
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
    guard dataset.labelSets == nil else { return addSets(rows, of: dataset) }
    for number in rows {
      let row = dataset.row(number)
      guard row.kind == .labelled else { continue }
      guard let id = row.jobID else {
        nameless.add(row.date)
        continue
      }
      if indices[id] < 0 { indices[id] = tallies.index(of: dataset.jobNames[id]) }
      tallies.all[indices[id]].add(row.date)
    }
  }

  /// The labels of one image may come from attributes of several jobs.
  private mutating func addSets(_ rows: Range<Int>, of dataset: Dataset) {
    for row in rows {
      for job in dataset.jobs(ofRow: row) {
        let dates = dataset.dates(ofRow: row, job: job)
        if job < 0 {
          nameless.add(dates)
        } else {
          tallies.all[tallies.index(of: dataset.jobNames[job])].add(dates)
        }
      }
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

  fileprivate mutating func add(_ dates: ClosedRange<CreationDate>?) {
    count += 1
    first = [first, dates?.lowerBound].compactMap(\.self).min()
    last = [last, dates?.upperBound].compactMap(\.self).max()
  }

  fileprivate mutating func merge(_ other: Self) {
    count += other.count
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
  }
}
