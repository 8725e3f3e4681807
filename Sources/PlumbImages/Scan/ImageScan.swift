import PlumbImageFacts
import PlumbLabels
import PlumbSystem

/// One image to look at.
package struct ImageRequest: Sendable, Hashable {
  /// The row of the manifest, or whatever number the caller knows the image by.
  package let row: Int
  /// Where the manifest says that the image is.
  package let reference: ImageReference

  /// Asks for one image.
  package init(row: Int, reference: ImageReference) {
    self.row = row
    self.reference = reference
  }
}

/// What a scan did.
package struct ScanStatistics: Sendable, Hashable {
  /// The images asked for, with repeats.
  package internal(set) var requested = 0
  /// The images that can be shown.
  package internal(set) var shown = 0
  /// The images that cannot be shown, missing ones among them.
  package internal(set) var failed = 0
  /// The files that were given to a decoder.
  package internal(set) var decoded = 0
  /// The images that came completely from the cache.
  package internal(set) var fromCache = 0
  /// The files that were read from disk.
  package internal(set) var filesRead = 0
  /// Why nothing was added to the cache, as one sentence; nil if there was no problem.
  package internal(set) var cacheProblem: String?
  /// What is said once about where the images are.
  package internal(set) var notes: [String] = []

  /// Nothing done yet.
  package init() {}

  mutating func add(_ result: ScanResult) {
    requested += 1
    if case .shown = result.outcome { shown += 1 } else { failed += 1 }
    if result.isDecoded { decoded += 1 }
    if result.isFromCache { fromCache += 1 }
    if result.isRead { filesRead += 1 }
  }
}

/// What a scan measures in addition to the facts.
package enum Measuring: Sendable, Hashable {
  /// Nothing.
  case nothing
  /// Measures of a small copy; takes a little longer.
  case pictures
  /// The same, and CleanVision's scores, which need a decode at full size and bypass the cache.
  case cleanVision
}

/// Finds, reads, decodes and measures many images, each at most once.
///
/// The results come in the order of the requests and do not depend on the number of jobs or on the
/// cache. A bounded number of images is in memory at any time, whatever the number of requests.
package struct ImageScan: Sendable {
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
  ///   - measuring: what is measured in addition.
  package init(
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

  /// Requests that a thread takes at once: few hand-overs, but threads still finish at about the
  /// same time.
  private static let batch = 4
  /// For images from a network, the maximum number of requests that were started and not yet taken.
  ///
  /// A large image must not hold up later ones that have already arrived; each of these is only a
  /// thumbnail of about 5 kB.
  private static let mostBegun = 1_024
  /// The bytes of images in memory that wait for a decoder.
  private static let mostBytes = 8 << 20

  /// Begins to read images.
  ///
  /// - Parameter requests: The images in the order in which they are wanted, with or without repeats,
  ///   counted from 0; a collection that makes its elements when they are asked for saves memory.
  /// - Returns: Each request with the outcome of its image, in order.
  package func images<Requests: RandomAccessCollection<ImageRequest> & Sendable>(
    _ requests: Requests
  ) -> ImageStream where Requests.Index == Int {
    let session = requests.isEmpty ? nil : cache.map { CacheSession($0, side: side) }
    return ImageStream(
      { requests[$0] }, session: session, work: requests.isEmpty ? nil : start(requests, session)
    ) { [source] in source.notes }
  }

  private func start<Requests: RandomAccessCollection<ImageRequest> & Sendable>(
    _ requests: Requests, _ session: CacheSession?
  ) -> OrderedPipeline<[ScanResult]> where Requests.Index == Int {
    let makeWorker: @Sendable () -> ImageWorker = { [side, measuring] in
      ImageWorker(cache: session, decoder: ImageDecoder(side: side), measuring: measuring)
    }
    if source.waitingThreads > 0 { return startWaiting(requests, makeWorker) }
    let size = Self.batch
    let batches = (requests.count + size - 1) / size
    let threads = min(decoders, batches)
    return OrderedPipeline(count: batches, threads: threads, ahead: max(threads, 4 * decoders)) {
      [source] in
      let worker = makeWorker()
      return { batch in
        let start = batch * size
        return requests[start..<min(start + size, requests.count)].map {
          worker.look(source.find($0.reference), $0.reference)
        }
      }
    }
  }

  /// For images from a network, many threads wait for them while a few decode.
  private func startWaiting<Requests: RandomAccessCollection<ImageRequest> & Sendable>(
    _ requests: Requests, _ makeWorker: @escaping @Sendable () -> ImageWorker
  ) -> OrderedPipeline<[ScanResult]> where Requests.Index == Int {
    let fetchers = min(source.waitingThreads, Self.mostJobs, requests.count)
    return OrderedPipeline(
      count: requests.count, fetchers: fetchers, workers: min(decoders, requests.count),
      ahead: max(fetchers, Self.mostBegun),
      line: BoundedQueue(most: Self.mostBytes) { $0.material.byteCount },
      fetch: { [source] in FetchedMaterial(source.find(requests[$0].reference)) }
    ) {
      let worker = makeWorker()
      return { [worker.look($1.found, requests[$0].reference)] }
    }
  }
}
