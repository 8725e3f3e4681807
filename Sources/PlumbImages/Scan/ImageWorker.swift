import PlumbLabels
import PlumbStores

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What one request came to, and how.
struct ScanResult: Sendable {
  let outcome: ImageOutcome
  var isDecoded = false
  var isFromCache = false
  var isRead = false
}

/// Looks at one image after another on one thread.
final class ImageWorker {
  private let folder: ImageFolder
  private let cache: CacheSession?
  private let buffer = ByteBuffer()
  private let decoder: ImageDecoder
  private let measuring: Measuring

  init(folder: ImageFolder, cache: CacheSession?, side: Int, measuring: Measuring) {
    self.folder = folder
    self.cache = cache
    self.measuring = measuring
    decoder = ImageDecoder(side: side)
  }

  /// Finds, reads and decodes an image, or takes what the cache knows.
  func look(_ reference: ImageReference) -> ScanResult {
    switch folder.find(reference) {
    case .failure(let failure): return ScanResult(outcome: .failed(failure))
    case .success(let path):
      do throws(ImageFailure) { return try look(path: path) } catch {
        return ScanResult(outcome: .failed(error))
      }
    }
  }

  private func look(path: String) throws(ImageFailure) -> ScanResult {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { throw Self.unreadable(path, errno) }
    try Self.check(facts)
    if let cache,
      let known = cache.record(
        stamp: FileStamp(path: path, facts: facts), measured: measuring != .nothing)
    {
      return ScanResult(outcome: outcome(known.record, path), isFromCache: true)
    }
    // A pipe must not block, a link that came meanwhile must not be followed.
    guard let file = openFile(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else {
      throw Self.unreadable(path, errno)
    }
    guard fstat(file.descriptor, &facts) == 0 else { throw Self.unreadable(path, errno) }
    try Self.check(facts)
    defer { buffer.shrink() }
    try buffer.read(file, facts: facts)
    return look(path: path, stamp: FileStamp(path: path, facts: facts))
  }

  /// The file is in the buffer: by its content it may be known.
  private func look(path: String, stamp: FileStamp) -> ScanResult {
    let hash = ContentHash(of: buffer.bytes)
    if let known = cache?.record(hash, measured: measuring != .nothing) {
      cache?.add(nil, hash: hash, stamp: stamp)
      return ScanResult(outcome: outcome(known, path), isFromCache: true, isRead: true)
    }
    let record = decode(hash)
    cache?.add(record, hash: hash, stamp: stamp)
    return ScanResult(outcome: outcome(record, path), isDecoded: true, isRead: true)
  }

  private func decode(_ hash: ContentHash) -> CacheRecord {
    do throws(ImageFailure) {
      let decoded = try decoder.decode(buffer.bytes, measuring: measuring)
      return .shown(
        decoded.thumbnail,
        ImageFacts(
          format: decoded.format, width: decoded.size.width, height: decoded.size.height,
          byteCount: buffer.count, orientation: decoded.orientation, contentHash: hash,
          notes: decoded.notes.list, measures: decoded.measures,
          cleanVision: decoded.cleanVision))
    } catch {
      return .failed(error)
    }
  }

  /// Adds what the file's name tells.
  private func outcome(_ record: CacheRecord, _ path: String) -> ImageOutcome {
    switch record {
    case .failed(let failure): return .failed(failure)
    case .shown(let thumbnail, let facts):
      guard extensionMismatch(path: path, format: facts.format) else {
        return .shown(thumbnail, facts)
      }
      return .shown(thumbnail, facts.adding(.extensionMismatch))
    }
  }

  private static func check(_ facts: stat) throws(ImageFailure) {
    guard facts.isRegular else { throw ImageFailure(.notAFile, "not a regular file") }
    guard facts.st_size > 0 else { throw ImageFailure(.emptyFile, "the file has 0 bytes") }
    guard facts.st_size <= ImageLimits.fileBytes else {
      throw ImageFailure(
        .tooLarge,
        "\(facts.st_size) bytes: over the limit of \(ImageLimits.fileBytes / 1_000_000) MB a file")
    }
  }

  private static func unreadable(_ path: String, _ number: Int32) -> ImageFailure {
    ImageFailure(number == ENOENT ? .missing : .unreadable, "\(path): \(systemCause(number))")
  }
}

extension ImageFacts {
  /// The same facts with one more note.
  func adding(_ note: ImageNote) -> ImageFacts {
    var all = ImageNotes()
    for note in notes + [note] { all.insert(note) }
    return ImageFacts(
      format: format, width: width, height: height, byteCount: byteCount,
      orientation: orientation, contentHash: contentHash, notes: all.list, measures: measures,
      cleanVision: cleanVision)
  }
}
