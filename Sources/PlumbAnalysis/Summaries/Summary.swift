import PlumbLabels
import PlumbSystem

/// A conclusion that can be drawn from parts and put together: a commutative monoid.
///
/// The empty summary is neutral, and merging is associative and commutative, so that parts may be
/// summarised on different threads or machines in any order. One test holds every member of
/// ``allSummaries`` to that law; a new summary is a file here and a line in that list.
public protocol Summary: Sendable, Equatable {
  /// The summary of nothing.
  init()

  /// Takes rows in.
  ///
  /// - Parameters:
  ///   - rows: Numbers of the rows.
  ///   - dataset: The dataset that they are rows of.
  mutating func add(_ rows: Range<Int>, of dataset: Dataset)

  /// Takes the rows of another summary in.
  mutating func merge(_ other: Self)
}

extension Summary {
  /// Summarises a whole dataset, a large one in parts side by side.
  public init(_ dataset: Dataset) {
    // Parts cost memory twice, once apart and once merged: only what takes long is cut.
    let partSize = 1 << 21
    let starts = Array(stride(from: 0, to: dataset.count, by: partSize))
    let parts = concurrentMap(starts) { start in
      var summary = Self()
      summary.add(start..<min(start + partSize, dataset.count), of: dataset)
      return summary
    }
    self = parts.reduce(into: Self()) { $0.merge($1) }
  }

  /// The summary of a whole dataset, made when it is first asked for and then kept with the dataset.
  package static func of(_ dataset: Dataset) -> Self {
    dataset.conclusions.value { Self(dataset) }
  }
}

/// Every summary, for tests that hold over all of them.
package let allSummaries: [any Summary.Type] = [
  ClassSummary.self, CoverageSummary.self, JobSummary.self,
]
