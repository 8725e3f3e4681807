import PlumbLabels

/// Downloads images before they are asked for, in the order in which they will be.
///
/// The line is then never idle while images are decoded or one slow image is waited for. Safe to
/// share between threads. What cannot be downloaded is asked for once, however often it is wanted.
public final class ReadAhead: Sendable {
  /// A download that somebody makes or has made; nil until it is over.
  private typealias Download = Monitor<Result<FetchedImage, StoreError>?>

  private struct State {
    var next = 0
    /// Downloads under way, failures, and bytes that nobody has taken yet.
    var downloads: [Fingerprint: Download] = [:]
    /// The bytes that nobody has taken yet.
    var byteCount = 0
    /// What somebody downloaded before its turn came, and took away.
    var early: Set<Fingerprint> = []
    var isStarted = false

    mutating func begin(_ name: Fingerprint) -> Download {
      let download = Download(nil)
      downloads[name] = download
      return download
    }
  }

  private let fetcher: Fetcher
  private let keeps: Bool
  private let state = Monitor(State())

  /// Images in memory that wait to be taken; what is under way comes on top.
  private static let mostBytes = 64 << 20

  /// Prepares the downloads; nothing is asked for yet.
  ///
  /// - Parameter keeps: Whether images become files in the fetcher's folder.
  public init(_ fetcher: Fetcher, keeps: Bool) {
    self.fetcher = fetcher
    self.keeps = keeps && fetcher.folder != nil
  }

  /// How many images are downloaded at the same time, from 1 to 256.
  public var connections: Int { min(max(1, fetcher.options.concurrency), 256) }

  /// Starts to download, on threads of its own; a second call does nothing.
  ///
  /// - Parameters:
  ///   - references: The images in the order in which they will be wanted, with or without repeats,
  ///     counted from 0.
  ///   - isThere: Whether an image is at hand already, and not to be downloaded.
  public func start<References: RandomAccessCollection<ImageReference> & Sendable>(
    _ references: References, unless isThere: @escaping @Sendable (ImageReference) -> Bool
  ) where References.Index == Int {
    let isFirst = state.change { state in
      defer { state.isStarted = true }
      return !state.isStarted
    }
    guard isFirst else { return }
    for _ in 0..<min(connections, references.count) {
      startThread { self.work(references, isThere) }
    }
  }

  private func work<References: RandomAccessCollection<ImageReference>>(
    _ references: References, _ isThere: (ImageReference) -> Bool
  ) where References.Index == Int {
    while let position = takePosition(references.count) {
      let reference = references[position]
      guard let object = ObjectName(reference), !isThere(reference) else { continue }
      if let download = claimAhead(object) { finish(download, object, reference) }
    }
  }

  /// Waits until there is room for another image; nil at the end.
  private func takePosition(_ count: Int) -> Int? {
    let position = state.wait(stop: fetcher.stop) { state -> Int?? in
      guard state.next < count else { return .some(nil) }
      guard state.byteCount < Self.mostBytes else { return nil }
      state.next += 1
      return state.next - 1
    }
    return position ?? nil
  }

  /// Gives an image that was downloaded, or is being downloaded, or downloads it now.
  ///
  /// Blocking. Bytes that are not kept are handed out to whoever asks while they are there: a later
  /// call downloads them again.
  public func fetch(_ reference: ImageReference) -> Result<FetchedImage, StoreError> {
    guard let object = ObjectName(reference) else {
      return fetcher.fetchOne(reference, keep: keeps)
    }
    switch claim(object) {
    case .mine(let download):
      finish(download, object, reference)
      return take(download, object)
    case .others(let download): return take(download, object)
    }
  }

  private enum Claim {
    case mine(Download)
    case others(Download)
  }

  private func claim(_ object: ObjectName) -> Claim {
    let name = object.fingerprint
    return state.change { state in
      if let download = state.downloads[name] { return .others(download) }
      if !keeps { state.early.insert(name) }
      return .mine(state.begin(name))
    }
  }

  /// Nil where somebody downloads it or has done so.
  private func claimAhead(_ object: ObjectName) -> Download? {
    let name = object.fingerprint
    return state.change { state in
      guard state.early.remove(name) == nil, state.downloads[name] == nil else { return nil }
      return state.begin(name)
    }
  }

  private func finish(_ download: Download, _ object: ObjectName, _ reference: ImageReference) {
    let result = fetcher.fetchOne(reference, keep: keeps)
    state.change { state in
      switch result {
      // The folder knows it from now on.
      case .success(.file): state.downloads[object.fingerprint] = nil
      case .success(.bytes(let bytes)): state.byteCount += bytes.count
      case .failure: break
      }
    }
    download.change { $0 = result }
  }

  private func take(
    _ download: Download, _ object: ObjectName
  ) -> Result<FetchedImage, StoreError> {
    guard let result = download.wait(stop: fetcher.stop, { $0 }) else {
      return .failure(StoreError(.stopped, object.uri, "stopped"))
    }
    if case .success(.bytes(let bytes)) = result {
      state.change { state in
        // Another may have taken it at the same time.
        guard state.downloads[object.fingerprint] === download else { return }
        state.downloads[object.fingerprint] = nil
        state.byteCount -= bytes.count
      }
    }
    return result
  }
}
