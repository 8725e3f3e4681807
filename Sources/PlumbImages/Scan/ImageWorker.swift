import PlumbImageFacts
import PlumbLabels
import PlumbSystem

/// The outcome of one request, and how it was obtained.
struct ScanResult: Sendable {
  let outcome: ImageOutcome
  var isDecoded = false
  var isFromCache = false
  var isRead = false

  /// The same with one more note, if the image is shown.
  func adding(_ note: ImageNote, remark: String) -> ScanResult {
    guard case .shown(let thumbnail, var facts) = outcome else { return self }
    facts = facts.adding(note)
    facts.remarks[note] = remark
    return ScanResult(
      outcome: .shown(thumbnail, facts), isDecoded: isDecoded,
      isFromCache: isFromCache, isRead: isRead)
  }
}

/// Processes images one after the other, reusing a decoder and memory.
final class ImageWorker {
  private let cache: CacheSession?
  private let decoder: ImageDecoder
  private let buffer = ByteBuffer()
  private let measuring: Measuring

  init(cache: CacheSession?, decoder: ImageDecoder, measuring: Measuring) {
    self.cache = cache
    self.decoder = decoder
    self.measuring = measuring
  }

  /// Reads and decodes an image that was found, or takes it from the cache.
  func look(
    _ found: Result<FoundImage, ImageFailure>, _ reference: ImageReference
  ) -> ScanResult {
    do throws(ImageFailure) {
      switch try found.get() {
      case .file(let path): return try look(path: path)
      case .lookalike(let path, let difference):
        return try look(path: path).adding(.similarName, remark: difference)
      case .written(let path, let bytes): return try look(path: path, bytes)
      case .bytes(let bytes):
        guard !bytes.isEmpty else { throw ImageFailure(.emptyFile, "the image has 0 bytes") }
        return bytes.withUnsafeBytes { look($0, name: reference.fileName, nil) }
      }
    } catch {
      return ScanResult(outcome: .failed(error))
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
    return look(buffer.bytes, name: path, FileStamp(path: path, facts: facts))
  }

  /// The file was just written, and its bytes are still in memory.
  private func look(path: String, _ bytes: [UInt8]) throws(ImageFailure) -> ScanResult {
    var facts = stat()
    guard !bytes.isEmpty, lstat(path, &facts) == 0, facts.isRegular, facts.st_size == bytes.count
    else { return try look(path: path) }
    return bytes.withUnsafeBytes {
      look($0, name: path, FileStamp(path: path, facts: facts))
    }
  }

  /// The image is in memory: the cache may know its content.
  private func look(
    _ bytes: UnsafeRawBufferPointer, name: String, _ stamp: FileStamp?
  ) -> ScanResult {
    let hash = ContentHash(of: bytes)
    if let known = cache?.record(hash, measured: measuring != .nothing) {
      cache?.add(nil, hash: hash, stamp: stamp)
      return ScanResult(outcome: outcome(known, name), isFromCache: true, isRead: true)
    }
    let record = decode(bytes, hash)
    cache?.add(record, hash: hash, stamp: stamp)
    return ScanResult(outcome: outcome(record, name), isDecoded: true, isRead: true)
  }

  private func decode(_ bytes: UnsafeRawBufferPointer, _ hash: ContentHash) -> CacheRecord {
    do throws(ImageFailure) {
      let decoded = try decoder.decode(bytes, measuring: measuring)
      var facts = ImageFacts(
        file: (decoded.format, bytes.count, hash),
        size: (decoded.size.width, decoded.size.height), orientation: decoded.orientation,
        notes: decoded.notes.list, measures: decoded.measures, cleanVision: decoded.cleanVision)
      facts.remarks = decoded.remarks
      return .shown(decoded.thumbnail, facts)
    } catch {
      return .failed(error)
    }
  }

  /// Adds notes that depend on the file's name.
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
    var facts = self
    facts.notes = all.list
    return facts
  }
}
