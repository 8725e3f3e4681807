import PlumbSystem
import Synchronization

/// One scan's use of a cache: reads what earlier runs have left and adds what is new.
final class CacheSession: Sendable {
  private struct State {
    var writer: PackWriter?
    var number: Int
    var problem: String?
  }

  /// The number of entries after which a pack is closed, so that an abort loses little.
  private static let entriesPerPack = 32_768
  /// Part of the folder's name: another layout, filter or quality never meets old entries.
  private static let version = 1

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

  /// Why nothing is added to the cache, as one sentence; nil where all is well.
  var problem: String? { state.withLock { $0.problem } }

  /// What is known about an unchanged file.
  ///
  /// - Parameter measured: whether a picture without measures is as good as unknown.
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

  /// What is known about a content; `measured` as above.
  func record(_ hash: ContentHash, measured: Bool) -> CacheRecord? {
    for pack in packs {
      if let found = pack.record(hash), !measured || !found.lacksMeasures { return found }
    }
    let own = state.withLock { $0.writer?.record(hash) }
    return own.flatMap { measured && $0.lacksMeasures ? nil : $0 }
  }

  /// Adds what was found out about a content, and about the file that has it.
  ///
  /// - Parameters:
  ///   - record: nil where the content is known.
  ///   - stamp: nil where it came from no file.
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

  /// Closes the pack of this run; without a call nothing of it is kept.
  func finish() {
    state.withLock { state in
      guard let writer = state.writer else { return }
      if writer.entryCount > 0, !writer.finish() { stop(&state, errno) }
      state.writer = nil
    }
  }
}
