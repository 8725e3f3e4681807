import PlumbImageFacts
import PlumbSystem

/// The images of a scan, one after the other in the order of the requests.
///
/// Threads start to read when the stream is made, and prefetch a limited number of images. Each image
/// comes once. One task at a time may use the stream; a task that stops before the end calls
/// ``stop(isolation:)``, which keeps what was decoded in the cache.
///
/// ```swift
/// let images = scan.images(requests)
/// do {
///   for try await (request, outcome) in images { … }
/// } catch {
///   await images.stop()
///   throw error
/// }
/// ```
package final class ImageStream: AsyncSequence, AsyncIteratorProtocol {
  /// A request and the outcome of its image.
  package typealias Element = (request: ImageRequest, outcome: ImageOutcome)

  /// What was done so far; complete once the stream has ended.
  package private(set) var statistics = ScanStatistics()

  private let request: (Int) -> ImageRequest
  private let session: CacheSession?
  /// Nil once all threads have ended.
  private var work: OrderedPipeline<[ScanResult]>?
  private var results: ArraySlice<ScanResult> = []
  private var position = 0
  private let notes: () -> [String]

  /// - Parameters:
  ///   - request: The request of a position.
  ///   - session: Where thumbnails are kept.
  ///   - work: The threads; nil if there is nothing to do.
  ///   - notes: What is said once about where the images are, asked for at the end.
  init(
    _ request: @escaping (Int) -> ImageRequest, session: CacheSession?,
    work: OrderedPipeline<[ScanResult]>?, notes: @escaping () -> [String]
  ) {
    self.request = request
    self.session = session
    self.work = work
    self.notes = notes
  }

  /// The stream itself; it can be iterated once.
  package func makeAsyncIterator() -> ImageStream { self }

  /// The next image; nil at the end.
  ///
  /// - Throws: `CancellationError` once the task is cancelled.
  package func next(
    isolation actor: isolated (any Actor)?
  ) async throws -> Element? {
    while results.isEmpty {
      guard let next = await work?.next(isolation: actor) else {
        await stop(isolation: actor)
        return nil
      }
      results = next[...]
    }
    try Task.checkCancellation()
    let result = results.removeFirst()
    statistics.add(result)
    position += 1
    return (request(position - 1), result.outcome)
  }

  /// Ends the reading, waits for the threads to leave, and keeps what was decoded in the cache.
  package func stop(isolation actor: isolated (any Actor)? = #isolation) async {
    guard let work else { return }
    self.work = nil
    await work.stop(isolation: actor)
    session?.finish()
    statistics.cacheProblem = session?.problem
    statistics.notes = notes()
  }
}
