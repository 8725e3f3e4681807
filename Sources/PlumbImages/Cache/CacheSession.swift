import PlumbSystem
import Synchronization

/// One scan's use of a cache: reads entries of earlier runs and adds new ones.
final class CacheSession: Sendable {
  private struct State {
    var writer: PackWriter?
    var number: Int
    var problem: String?
  }

  /// The number of entries per pack; kept small so that an abort loses little.
  private static let entriesPerPack = 32_768
  /// Part of the folder's name: entries of another layout, filter or quality are never used.
  private static let version = 2

  private let folder: String
  /// Newest first.
  private let packs: [CachePack]
  private let state: Mutex<State>

  /// Opens the cache for thumbnails of one size; never fails, see ``problem``.
  init(_ cache: ThumbnailCache, side: Int) {
    let folder =
      "\(cache.directory)/thumbnails-v\(Self.version)-\(side)-\(ThumbnailEncoder.quality)"
    let number = makeFolders(folder)
    let contents = CacheFolder(path: folder)
    self.folder = folder
    packs = contents.packs.reversed()
    let writer = number == 0 ? PackWriter(folder: folder, number: contents.nextNumber) : nil
    let cause = number == 0 ? errno : number
    let problem =
      writer == nil
      ? "The cache folder \(cache.directory) cannot be written: \(systemCause(cause))." : nil
    state = Mutex(State(writer: writer, number: contents.nextNumber, problem: problem))
  }

  /// Why nothing is added to the cache, as one sentence; nil if there is no problem.
  var problem: String? { state.withLock { $0.problem } }

  /// The record of an unchanged file.
  ///
  /// - Parameter measured: whether a picture without measures counts as unknown.
  func record(
    stamp: FileStamp, measured: Bool
  ) -> (hash: ContentHash, record: CacheRecord)? {
    for pack in packs {
      if let hash = pack.hash(stamp: stamp.key) {
        return record(hash, measured: measured).map { (hash, $0) }
      }
    }
    return nil
  }

  /// The record of a content; `measured` as above.
  func record(_ hash: ContentHash, measured: Bool) -> CacheRecord? {
    for pack in packs {
      if let found = pack.record(hash), !measured || !found.lacksMeasures { return found }
    }
    let own = state.withLock { $0.writer?.record(hash) }
    return own.flatMap { measured && $0.lacksMeasures ? nil : $0 }
  }

  /// Adds the record of a content, and the stamp of its file.
  ///
  /// - Parameters:
  ///   - record: nil if the content is known.
  ///   - stamp: nil if it did not come from a file.
  func add(_ record: CacheRecord?, hash: ContentHash, stamp: FileStamp?) {
    state.withLock { state in
      guard let writer = state.writer else { return }
      if let record, !writer.add(record, hash: hash) { return stop(&state, errno) }
      if let stamp { writer.add(stamp, hash: hash) }
      if writer.entryCount >= Self.entriesPerPack { startPack(&state) }
    }
  }

  private func startPack(_ state: inout State) {
    guard let writer = state.writer, writer.finish() else { return stop(&state, errno) }
    state.number += 1
    state.writer = PackWriter(folder: folder, number: state.number)
    if state.writer == nil { stop(&state, errno) }
  }

  private func stop(_ state: inout State, _ cause: Int32) {
    state.writer = nil
    state.problem = "The cache folder \(folder) cannot be written: \(systemCause(cause))."
  }

  /// Closes the pack of this run; without this call, nothing is kept.
  func finish() {
    state.withLock { state in
      guard let writer = state.writer else { return }
      if writer.entryCount > 0, !writer.finish() { stop(&state, errno) }
      state.writer = nil
    }
  }
}
