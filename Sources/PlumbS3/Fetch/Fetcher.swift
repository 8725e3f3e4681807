import PlumbImages
import PlumbLabels
import PlumbSystem

/// Downloads images from S3: many at once into a folder, or one after the other as a report needs
/// them.
///
/// Only what was verified counts. Errors that may pass are tried again, with growing waits, fewer
/// requests at a time and in several passes; others are reported once. Safe to share between
/// threads; all calls share the limits on requests and retries.
package final class Fetcher: Sendable {
  let folder: FetchFolder?
  let options: FetchOptions
  let stop: CancellationFlag
  let core: ObjectFetcher
  private let plan: NamePlan

  /// Prepares downloads; nothing is requested yet.
  ///
  /// - Parameters:
  ///   - client: The client of the service.
  ///   - folder: Where files are kept; nil to write none.
  ///   - references: Every image that may be requested, in any order, with or without repeats, to
  ///     detect conflicting names.
  ///   - stop: Ends everything within a tenth of a second.
  package init(
    client: S3Client, folder: FetchFolder?, references: some Sequence<ImageReference>,
    options: FetchOptions = FetchOptions(), stop: CancellationFlag = CancellationFlag()
  ) {
    self.folder = folder
    self.options = options
    self.stop = stop
    core = ObjectFetcher(client: client, options: options, stop: stop)
    plan = folder == nil ? NamePlan(EmptyCollection<ImageReference>()) : NamePlan(references)
  }

  /// Downloads one image, or finds it in the folder; to be called by many threads that go on with
  /// it.
  ///
  /// - Parameters:
  ///   - keep: Whether it becomes a file in the folder; if not, or where there is no folder, its
  ///     bytes are handed out.
  ///   - memory: The most bytes of a file that are handed out with it when it was just written.
  package func fetchOne(
    _ reference: ImageReference, keep: Bool, memory: Int = 0
  ) -> Result<FetchedImage, StoreError> {
    guard let object = ObjectName(reference) else {
      let path = if case .path(let path) = reference { path } else { "" }
      return .failure(
        StoreError(.refused, at: path, because: "this is a local path, not something to download"))
    }
    if let existing = folder?.existing(object) { return .success(.file(existing.path)) }
    var failure = StoreError(.stopped, at: object.uri, because: "stopped")
    for pass in 0..<max(1, options.passes) {
      do throws(StoreError) {
        let fetched = try fetch(
          object, keep ? folder : nil, isRepeated: pass > 0, memory: memory)
        return .success(fetched.image)
      } catch {
        failure = error
      }
      if !failure.code.action.isRetry || core.breaker.runVerdict != nil { break }
    }
    return .failure(failure)
  }

  /// Downloads an object in one pass of attempts.
  ///
  /// - Parameters:
  ///   - isRepeated: Whether a pass before this one failed.
  ///   - memory: The most bytes of a file that are handed out with it.
  func fetch(
    _ object: ObjectName, _ folder: FetchFolder?, isRepeated: Bool, memory: Int = 0
  ) throws(StoreError) -> (image: FetchedImage, byteCount: Int) {
    guard let folder else {
      return try core.fetch(object, isRepeated: isRepeated) { _ in
        MemorySink()
      } finish: { sink, facts in
        (.bytes(sink.bytes), facts.byteCount)
      }
    }
    let isPlain = plan.allowsPlainName(object)
    return try core.fetch(object, isRepeated: isRepeated) { size throws(StoreError) in
      try FileSink(folder, keepsBytes: size <= memory)
    } finish: { sink, facts throws(StoreError) in
      let path = try folder.keep(
        sink.file, as: object, isPlain: isPlain, start: sink.start, facts: facts)
      return (sink.bytes.map { .written(path, $0) } ?? .file(path), facts.byteCount)
    }
  }
}
