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
package struct ManifestReader: Sendable {
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
  package init(threads: Int = 0, reading bare: [String] = []) {
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
  package func read(
    expecting expectedBytes: Int? = nil,
    _ readBytes: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Manifest {
    var chunker = LineChunker(readBytes)
    var builder = ManifestBuilder()
    let pool = ParserPool()
    var work = WorkAhead<ParsedChunk>(ahead: Self.ahead * threads)
    var free: [ManifestChunk] = []
    var isFirst = true
    while true {
      let chunk = free.popLast() ?? ManifestChunk(capacity: LineChunker.chunkSize)
      guard try chunker.next(into: chunk) else { break }
      if isFirst, let error = foreignFile(chunker.prefix) { throw error }
      isFirst = false
      if let parsed = work.add({ [bare] in pool.parse(chunk, reading: bare) }) {
        free.append(try builder.add(parsed, expecting: expectedBytes))
      }
    }
    while let parsed = work.next() { _ = try builder.add(parsed, expecting: expectedBytes) }
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

/// A chunk and what is in it.
private struct ParsedChunk: Sendable {
  let chunk: ManifestChunk
  let records: ChunkRecords
}

/// A pool of reusable parsers, because each holds its own buffers.
private final class ParserPool: Sendable {
  // A parser is used by whoever took it out, so it never is on two threads at a time.
  private struct Parser: @unchecked Sendable { let json: JSONLineParser }
  private let free = Mutex<[Parser]>([])

  func parse(_ chunk: ManifestChunk, reading bare: [String]) -> ParsedChunk {
    let free = free.withLock { $0.popLast() } ?? Parser(json: JSONLineParser())
    defer { self.free.withLock { $0.append(free) } }
    var parser = ChunkParser(json: free.json, reading: bare)
    if chunk.isTooLongLine { parser.takeTooLongLine() } else { parser.parse(chunk.bytes) }
    return ParsedChunk(chunk: chunk, records: parser.records)
  }
}

/// The number of processors that this process may use.
enum ActiveProcessors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

extension ManifestBuilder {
  /// Adds a finished chunk and returns its buffer.
  fileprivate mutating func add(_ parsed: ParsedChunk, expecting expectedBytes: Int?)
    throws(ManifestError) -> ManifestChunk
  {
    try add(
      parsed.records, lacksFinalNewline: parsed.chunk.lacksFinalNewline,
      byteCount: parsed.chunk.count, expectedBytes: expectedBytes)
    return parsed.chunk
  }
}
