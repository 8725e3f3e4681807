import PlumbLabels

/// A conclusion that can be drawn from parts and put together: a commutative monoid.
///
/// The empty summary is neutral, and merging is associative and commutative, so that parts may be
/// summarised on different threads or machines in any order. One test holds every member of
/// ``allSummaries`` to that law; a new summary is a file here and a line in that list.
public protocol Summary: Sendable, Equatable {
  /// The summary of nothing.
  init()

  /// Takes one row in.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - dataset: The dataset that it is a row of, for the names behind its numbers.
  mutating func add(_ row: Dataset.Row, of dataset: Dataset)

  /// Takes the rows of another summary in.
  mutating func merge(_ other: Self)
}

extension Summary {
  /// Summarises a whole dataset.
  public init(_ dataset: Dataset) {
    self.init()
    for number in 0..<dataset.count { add(dataset.row(number), of: dataset) }
  }
}

/// Every summary, for tests that hold over all of them.
public let allSummaries: [any Summary.Type] = [
  ClassSummary.self, CoverageSummary.self, JobSummary.self,
]
