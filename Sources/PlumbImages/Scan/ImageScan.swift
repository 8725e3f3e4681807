import PlumbLabels

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One image to look at.
public struct ImageRequest: Sendable, Hashable {
  /// The row of the manifest, or whatever number the caller knows the image by.
  public let row: Int
  /// Where the manifest says that the image is.
  public let reference: ImageReference

  /// Asks for one image.
  public init(row: Int, reference: ImageReference) {
    self.row = row
    self.reference = reference
  }
}

/// What a scan did.
public struct ScanStatistics: Sendable, Hashable {
  /// The images asked for, with repeats.
  public internal(set) var requested = 0
  /// The images that can be shown.
  public internal(set) var shown = 0
  /// The images that cannot be shown, missing ones among them.
  public internal(set) var failed = 0
  /// The files that were given to a decoder.
  public internal(set) var decoded = 0
  /// The images of which the cache knew all.
  public internal(set) var fromCache = 0
  /// The files that were read from disk.
  public internal(set) var filesRead = 0
  /// Why nothing was added to the cache, as one sentence; nil where all was well.
  public internal(set) var cacheProblem: String?

  /// Nothing done yet.
  public init() {}

  mutating func add(_ result: ScanResult) {
    requested += 1
    if case .shown = result.outcome { shown += 1 } else { failed += 1 }
    if result.isDecoded { decoded += 1 }
    if result.isFromCache { fromCache += 1 }
    if result.isRead { filesRead += 1 }
  }
}

/// What a scan finds out about pictures besides the facts.
public enum Measuring: Sendable, Hashable {
  /// Nothing.
  case nothing
  /// What they are like, on a small copy: takes a little longer.
  case pictures
  /// The same, and CleanVision's scores, for which everything is decoded at full size and the cache
  /// is not used.
  case cleanVision
}

/// Walks over many images: finds, reads, decodes, measures, each at most once.
///
/// The results come in the order of the requests and do not depend on the number of jobs or on the
/// cache. A bounded number of images is in memory at any time, whatever the number of requests.
public struct ImageScan: Sendable {
  private let source: any ImageSource
  private let cache: ThumbnailCache?
  /// The number of images that are decoded at a time.
  private let decoders: Int
  private let side: Int
  private let measuring: Measuring

  private static let mostJobs = 256

  /// Prepares a scan; nothing is read yet.
  ///
  /// - Parameters:
  ///   - source: where the images are.
  ///   - cache: where thumbnails and facts are kept; nil for nowhere.
  ///   - jobs: the number of images that are decoded at a time; 0 for one for each processor.
  ///   - thumbnailSide: the longest side of a thumbnail in pixels, at least 1.
  ///   - measuring: what is found out besides.
  public init(
    source: any ImageSource, cache: ThumbnailCache?, jobs: Int, thumbnailSide: Int = 128,
    measuring: Measuring = .nothing
  ) {
    self.source = source
    self.cache = measuring == .cleanVision ? nil : cache
    decoders =
      jobs > 0 ? min(jobs, Self.mostJobs) : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    side = max(1, thumbnailSide)
    self.measuring = measuring
  }

  /// The number of threads: where images come over a network, many wait while few decode.
  private var threads: Int { max(decoders, min(source.waitingThreads, Self.mostJobs)) }

  /// Requests that a thread takes at once.
  ///
  /// Several make fewer hand-overs, and still an even end; one is right where each may take long.
  private var batch: Int { source.waitingThreads > 0 ? 1 : 4 }

  /// Requests that may be looked at and not yet handed out.
  ///
  /// Where images come over a network, a large one in front must not hold up those behind it, which
  /// are there already; what waits is a thumbnail each, some 5 kB.
  private var ahead: Int { source.waitingThreads > 0 ? max(1_024, 4 * threads) : 16 * threads }

  /// Calls `body` with each request and its outcome, in order, on the caller's task.
  ///
  /// - Parameters:
  ///   - requests: the images in the order in which they are wanted, with or without repeats,
  ///     counted from 0; a collection that makes its elements when they are asked for saves memory.
  ///   - body: what to do with an outcome; while it runs, the threads work ahead by a little.
  /// - Returns: what was done.
  /// - Throws: what `body` throws, or `CancellationError` between two images once the task is
  ///   cancelled. What was decoded so far is kept in the cache.
  public func forEach<Requests: RandomAccessCollection<ImageRequest> & Sendable>(
    _ requests: Requests, isolation: isolated (any Actor)? = #isolation,
    _ body: (ImageRequest, ImageOutcome) throws -> Void
  ) async throws -> ScanStatistics where Requests.Index == Int {
    var statistics = ScanStatistics()
    guard !requests.isEmpty else { return statistics }
    source.expect(RequestedReferences(requests: requests))
    let session = cache.map { CacheSession($0, side: side) }
    let work = start(requests, session)
    do {
      try await hand(requests, work, to: body, &statistics)
    } catch {
      await work.stop()
      session?.finish()
      throw error
    }
    await work.stop()
    session?.finish()
    statistics.cacheProblem = session?.problem
    return statistics
  }

  private func start<Requests: RandomAccessCollection<ImageRequest> & Sendable>(
    _ requests: Requests, _ session: CacheSession?
  ) -> OrderedWork<[ScanResult]> where Requests.Index == Int {
    let size = batch
    let batches = (requests.count + size - 1) / size
    let worker = ImageWorker(
      source: source, cache: session, decoders: DecoderPool(count: decoders, side: side),
      measuring: measuring)
    return OrderedWork(count: batches, threads: min(threads, batches), ahead: ahead / size) {
      { batch in
        let start = batch * size
        return requests[start..<min(start + size, requests.count)].map {
          worker.look($0.reference)
        }
      }
    }
  }

  private func hand<Requests: RandomAccessCollection<ImageRequest>>(
    _ requests: Requests, _ work: OrderedWork<[ScanResult]>,
    isolation: isolated (any Actor)? = #isolation,
    to body: (ImageRequest, ImageOutcome) throws -> Void, _ statistics: inout ScanStatistics
  ) async throws where Requests.Index == Int {
    var index = 0
    while let results = await work.next() {
      for result in results {
        try Task.checkCancellation()
        statistics.add(result)
        try body(requests[index], result.outcome)
        index += 1
      }
    }
  }
}

/// What requests refer to, made when it is asked for.
private struct RequestedReferences<Requests: RandomAccessCollection<ImageRequest> & Sendable>:
  RandomAccessCollection, Sendable
where Requests.Index == Int {
  let requests: Requests

  var startIndex: Int { requests.startIndex }
  var endIndex: Int { requests.endIndex }

  subscript(position: Int) -> ImageReference { requests[position].reference }
}
