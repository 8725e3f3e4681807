import Dispatch
import PlumbSystem
import Synchronization

/// Reads a manifest in one pass, on several threads, without knowing its label attributes in
/// advance.
///
/// ```swift
/// let manifest = try ManifestReader().read { buffer in try source.read(into: buffer) }
/// let dataset = try manifest.dataset(attribute: nil)
/// ```
///
/// A problem with a line never stops the reading: the line is refused or used with a warning, and
/// the manifest has the problem with its line number.
public struct ManifestReader: Sendable {
  /// The number of chunks in progress per thread: enough to keep the threads busy while this one
  /// reserves capacity for the whole manifest.
  private static let ahead = 3

  private let threads: Int
  private let bare: [String]

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - threads: The number of chunks parsed at once; 0 for one per core. The result does
  ///   not depend on it.
  ///   - bare: Names of keys whose values are read as classes although they have no metadata.
  public init(threads: Int = 0, reading bare: [String] = []) {
    self.bare = bare
    self.threads = threads > 0 ? threads : max(1, ActiveProcessors.count)
  }

  /// Reads a whole manifest.
  ///
  /// - Parameters:
  ///   - expectedBytes: The total number of bytes, if known; only for speed.
  ///   - readBytes: Fills a buffer with the next bytes and returns their number, 0 at the end.
  /// - Returns: Every attribute and row of the manifest.
  /// - Throws: ``ManifestError`` if the file is not a manifest at all, and what `readBytes` throws,
  ///   except ``InputCutOff``: that ends the manifest early, with a problem that says so.
  public func read(
    expecting expectedBytes: Int? = nil,
    _ readBytes: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Manifest {
    var chunker = LineChunker(readBytes)
    var builder = ManifestBuilder()
    let pool = ParserPool()
    var waiting: [ChunkJob] = []
    var free: [ManifestChunk] = []
    var isFirst = true
    while true {
      let chunk = free.popLast() ?? ManifestChunk(capacity: LineChunker.chunkSize)
      guard try chunker.next(into: chunk) else { break }
      if isFirst, let error = foreignFile(chunker.prefix) { throw error }
      isFirst = false
      waiting.append(ChunkJob(chunk, pool, reading: bare))
      if waiting.count > Self.ahead * threads {
        free.append(try builder.add(waiting.removeFirst(), expecting: expectedBytes))
      }
    }
    for job in waiting { _ = try builder.add(job, expecting: expectedBytes) }
    return try builder.finish(chunker)
  }
}

/// Thrown by a source of bytes that cannot continue, although the bytes so far are good: a
/// truncated compressed file.
public struct InputCutOff: Error, Sendable {
  /// What happened, as a sentence without a full stop.
  public var message: String

  /// Makes the error.
  public init(message: String) { self.message = message }
}

/// The parsing of one chunk on another thread.
private final class ChunkJob: @unchecked Sendable {
  // `records` is written before `done` is signalled and read after it was waited for.
  let chunk: ManifestChunk
  private let done = DispatchSemaphore(value: 0)
  private var records = ChunkRecords()

  init(_ chunk: ManifestChunk, _ pool: ParserPool, reading bare: [String]) {
    self.chunk = chunk
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      pool.with { json in
        var parser = ChunkParser(json: json, reading: bare)
        if chunk.isTooLongLine { parser.takeTooLongLine() } else { parser.parse(chunk.bytes) }
        records = parser.records
      }
      done.signal()
    }
  }

  func wait() -> ChunkRecords {
    done.wait()
    defer { records = ChunkRecords() }
    return records
  }
}

/// A pool of reusable parsers, because each holds its own buffers.
private final class ParserPool: Sendable {
  // A parser is used by whoever took it out, so it never is on two threads at a time.
  private struct Parser: @unchecked Sendable { let json: JSONLineParser }
  private let free = Mutex<[Parser]>([])

  func with(_ body: (JSONLineParser) -> Void) {
    let parser = free.withLock { $0.popLast() } ?? Parser(json: JSONLineParser())
    body(parser.json)
    free.withLock { $0.append(parser) }
  }
}

/// The number of processors that this process may use.
enum ActiveProcessors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

extension ManifestBuilder {
  /// Adds a finished chunk and returns its buffer.
  fileprivate mutating func add(_ job: ChunkJob, expecting expectedBytes: Int?)
    throws(ManifestError) -> ManifestChunk
  {
    let records = job.wait()
    try add(
      records, lacksFinalNewline: job.chunk.lacksFinalNewline, byteCount: job.chunk.count,
      expectedBytes: expectedBytes)
    return job.chunk
  }
}
