import PlumbAnalysis
import PlumbImageFacts
import PlumbImages

/// A user of the images of a report as they are read: each image is read once, and all observers
/// see it.
package protocol ImageObserver: AnyObject {
  /// Takes a row's image.
  ///
  /// - Parameters:
  ///   - row: The row of the dataset; each comes once, those of ``ReadingOrder`` in that order.
  ///   - outcome: The outcome of its image.
  ///   - log: Records images that cannot be displayed.
  func add(
    _ row: Int, _ outcome: ImageOutcome, log: inout ImageLog,
    isolation: isolated (any Actor)?
  ) async throws
}

/// The images that a few figures need: kept until all of them are there.
package struct AwaitedImages {
  private var missing: Set<Int>
  package private(set) var outcomes: [Int: ImageOutcome] = [:]

  /// Waits for the images of rows.
  package init(_ rows: [Int]) { missing = Set(rows) }

  /// Whether all of them came.
  package var isComplete: Bool { missing.isEmpty }

  /// Keeps an image that is waited for; gives whether it was the last one.
  package mutating func add(_ row: Int, _ outcome: ImageOutcome) -> Bool {
    guard missing.remove(row) != nil else { return false }
    outcomes[row] = outcome
    return missing.isEmpty
  }
}

/// The order in which the images of a report are read, each once: the few that figures wait for, then
/// those of the sheets, then those that only the page shows.
package struct ReadingOrder {
  package let rows: [Int]

  package init(first: [Int], sheets: [Int], others: [Int]) {
    var met: Set<Int> = []
    rows = (first + sheets + others).filter { met.insert($0).inserted }
  }
}
