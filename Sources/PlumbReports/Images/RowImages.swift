import PlumbImageFacts
import PlumbImages

/// The images of rows of a dataset, one after the other.
///
/// Used by one task at a time; see `ImageStream`.
package final class RowImages: AsyncSequence, AsyncIteratorProtocol {
  /// A row and the outcome of its image.
  package typealias Element = (row: Int, outcome: ImageOutcome)

  private let rows: [Int]
  private let known: [Int: ImageOutcome]
  private let stream: ImageStream
  private var position = 0

  /// - Parameters:
  ///   - rows: The rows in the order in which they come.
  ///   - known: Images that were read already, by row.
  ///   - stream: The images of all other rows, in the same order.
  package init(_ rows: [Int], known: [Int: ImageOutcome], stream: ImageStream) {
    (self.rows, self.known, self.stream) = (rows, known, stream)
  }

  /// What was read; complete once the sequence has ended.
  package var statistics: ScanStatistics { stream.statistics }

  package func makeAsyncIterator() -> RowImages { self }

  package func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
    guard position < rows.count else {
      await stop(isolation: actor)
      return nil
    }
    let row = rows[position]
    position += 1
    if let outcome = known[row] {
      try Task.checkCancellation()
      return (row, outcome)
    }
    return try await stream.next(isolation: actor).map { (row, $0.outcome) }
  }

  /// Ends the reading and waits for its threads to leave.
  package func stop(isolation actor: isolated (any Actor)? = #isolation) async {
    await stream.stop(isolation: actor)
  }
}
