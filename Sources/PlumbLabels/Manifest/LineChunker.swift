/// A piece of a manifest: whole lines, followed by the slack that the parser needs.
final class ManifestChunk: @unchecked Sendable {
  // Shared by handing over: the reader fills it, then one worker reads it, then the reader again.
  let buffer: UnsafeMutableRawBufferPointer
  var count = 0
  /// Whether this is one line that was too long to be kept; `count` is then 0.
  var isTooLongLine = false
  /// Whether the last line lacks its LF, which happens only at the end of the file.
  var lacksFinalNewline = false

  init(capacity: Int) {
    buffer = .allocate(byteCount: capacity + JSONLineParser.slack, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// Initialises the bytes after the lines; a small manifest leaves most of the buffer untouched.
  func clearSlack() {
    let slack = UnsafeMutableRawBufferPointer(
      rebasing: buffer[count..<min(count + JSONLineParser.slack, buffer.count)])
    slack.initializeMemory(as: UInt8.self, repeating: 0)
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
}

/// Cuts a stream of bytes into chunks of whole lines.
///
/// Only 0x0A ends a line.
struct LineChunker {
  /// The maximum length of a line in bytes; a longer one is skipped without being kept.
  static let maximumLineLength = 1 << 20
  static let chunkSize = 2 << 20

  /// The first bytes of the stream, which identify the kind of file.
  private(set) var prefix: [UInt8] = []
  private let readBytes: (UnsafeMutableRawBufferPointer) throws -> Int
  private var carry: [UInt8] = []
  private var skipsLine = false
  private var isAtStart = true
  private var isAtEnd = false
  private(set) var hadByteOrderMark = false
  /// Why the stream ended early, if it did.
  private(set) var cutOff: String?

  init(_ readBytes: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
    self.readBytes = readBytes
  }

  /// Fills a chunk with the next lines; false at the end.
  mutating func next(into chunk: ManifestChunk) throws -> Bool {
    chunk.isTooLongLine = false
    chunk.lacksFinalNewline = false
    chunk.count = 0
    if skipsLine {
      try skipToLineEnd(chunk)
      chunk.isTooLongLine = true
      return true
    }
    takeCarry(chunk)
    try fill(chunk)
    if isAtStart { try start(chunk) }
    return cutAtLastLine(chunk)
  }

  private mutating func takeCarry(_ chunk: ManifestChunk) {
    carry.withUnsafeBytes { chunk.buffer.copyMemory(from: $0) }
    chunk.count = carry.count
    carry.removeAll(keepingCapacity: true)
  }

  private mutating func fill(_ chunk: ManifestChunk) throws {
    while !isAtEnd, chunk.count < Self.chunkSize {
      let room = UnsafeMutableRawBufferPointer(rebasing: chunk.buffer[chunk.count..<Self.chunkSize])
      chunk.count += try read(into: room)
    }
    chunk.clearSlack()
  }

  private mutating func read(into room: UnsafeMutableRawBufferPointer) throws -> Int {
    do {
      let count = try readBytes(room)
      isAtEnd = count == 0
      return count
    } catch let error as InputCutOff {
      cutOff = error.message
      isAtEnd = true
      return 0
    }
  }

  private mutating func start(_ chunk: ManifestChunk) throws {
    isAtStart = false
    prefix = Array(chunk.bytes.prefix(4096))
    guard prefix.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    hadByteOrderMark = true
    chunk.buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk.bytes.dropFirst(3)))
    chunk.count -= 3
  }

  /// Leaves what follows the last line end for the next chunk.
  private mutating func cutAtLastLine(_ chunk: ManifestChunk) -> Bool {
    if chunk.count == 0 { return false }
    guard let end = chunk.bytes.lastIndex(of: 0x0A) else { return cutUnfinishedLine(chunk, 0) }
    return cutUnfinishedLine(chunk, end + 1)
  }

  private mutating func cutUnfinishedLine(_ chunk: ManifestChunk, _ start: Int) -> Bool {
    let rest = chunk.bytes[start...]
    if rest.count > Self.maximumLineLength {
      skipsLine = true
      chunk.count = start
    } else if isAtEnd {
      chunk.lacksFinalNewline = !rest.isEmpty
    } else {
      carry.append(contentsOf: rest)
      chunk.count = start
    }
    return true
  }

  /// Reads on until the line that is too long has ended; what follows it is kept.
  private mutating func skipToLineEnd(_ chunk: ManifestChunk) throws {
    skipsLine = false
    while !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(rebasing: chunk.buffer[..<(1 << 16)])
      let count = try read(into: room)
      guard let newline = indexOfNewline(UnsafeRawBufferPointer(rebasing: room[..<count])) else {
        continue
      }
      carry.append(contentsOf: room[(newline + 1)..<count])
      return
    }
  }
}
