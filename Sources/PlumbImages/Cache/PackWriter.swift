import PlumbSystem

/// Writes one pack under a temporary name; it gets its final name when complete.
///
/// Not thread-safe: ``CacheSession`` guards it.
final class PackWriter {
  private let folder: String
  private let temporary: TemporaryFile
  private let number: Int
  private var offset = PackLayout.magic.count
  private var contents: [ContentHash: RecordPlace] = [:]
  private var stamps: [Stamp] = []

  /// The content of a file, in 48 bytes; a tuple with vectors would take 64.
  private struct Stamp {
    let key: (UInt64, UInt64)
    let hash: (UInt64, UInt64, UInt64, UInt64)

    init(_ key: SIMD2<UInt64>, _ hash: ContentHash) {
      self.key = (key.x, key.y)
      let words = hash.words
      self.hash = (words.x, words.y, words.z, words.w)
    }

    /// The numbers in the order of the table.
    var words: [UInt64] { [key.0, key.1, hash.0, hash.1, hash.2, hash.3] }
  }

  /// The file system's own time when this file was made, in nanoseconds.
  let began: Int64

  /// - Returns: nil with the cause in `errno` where the folder cannot be written to.
  init?(folder: String, number: Int) {
    self.folder = folder
    self.number = number
    guard let temporary = TemporaryFile(in: folder, access: O_RDWR) else { return nil }
    self.temporary = temporary
    let descriptor = temporary.file.descriptor
    var facts = stat()
    fstat(descriptor, &facts)
    began = facts.changedNanoseconds
    guard PackLayout.magic.withUnsafeBytes({ writeAll(descriptor, $0) }) else { return nil }
  }

  private var file: OpenFile { temporary.file }

  var entryCount: Int { contents.count + stamps.count }

  /// Reads back a record of this run.
  func record(_ hash: ContentHash) -> CacheRecord? {
    contents[hash].flatMap { $0.read(file, hash: hash) }
  }

  /// Appends a record; false if the disk refuses it.
  func add(_ record: CacheRecord, hash: ContentHash) -> Bool {
    guard contents[hash] == nil else { return true }
    let bytes = record.bytes
    return bytes.withUnsafeBytes { buffer in
      guard writeAll(file.descriptor, buffer) else { return false }
      contents[hash] = RecordPlace(
        offset: offset, length: buffer.count, checksum: buffer.checksum)
      offset += buffer.count
      return true
    }
  }

  /// Records the content of a file.
  ///
  /// A file that changed during this run is left out: it could change again without a change in its
  /// times.
  func add(_ stamp: FileStamp, hash: ContentHash) {
    if stamp.changed < began { stamps.append(Stamp(stamp.key, hash)) }
  }

  /// Writes the tables and gives the pack its name; false if the disk refuses it.
  ///
  /// Nothing can be added or read back afterwards.
  func finish() -> Bool {
    var end = TableWriter(descriptor: file.descriptor)
    for (hash, place) in contents.sorted(by: { $0.key < $1.key }) {
      for word in 0..<4 { end.append(hash.words[word].byteSwapped) }
      end.append(UInt64(place.offset))
      end.append(UInt32(place.length))
      end.append(place.checksum)
    }
    stamps.sort { $0.key < $1.key }
    for stamp in stamps {
      for word in stamp.words { end.append(word.byteSwapped) }
    }
    let checksum = end.checksum
    end.append(UInt64(contents.count))
    end.append(UInt64(stamps.count))
    end.append(checksum)
    end.append(PackLayout.done)
    var facts = stat()
    guard end.finish(), fstat(file.descriptor, &facts) == 0 else { return false }
    // The file's number makes the name one that no other process takes at the same time.
    return temporary.finish(as: "\(folder)/\(CacheFolder.name(number, facts.st_ino))")
  }
}

/// Writes numbers to a file in pieces, so the tables need not be in memory completely.
private struct TableWriter {
  let descriptor: Int32
  private var piece: [UInt8] = []
  private var sum: UInt32 = 0
  private var isWritten = true
  private static let pieceLength = 1 << 14

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The CRC-32 of everything so far.
  var checksum: UInt32 {
    mutating get {
      flush()
      return sum
    }
  }

  mutating func append(_ value: some FixedWidthInteger) {
    piece.append(little: value)
    if piece.count >= Self.pieceLength { flush() }
  }

  /// Writes the rest; false if anything could not be written, with the cause in `errno`.
  mutating func finish() -> Bool {
    flush()
    return isWritten
  }

  private mutating func flush() {
    guard isWritten, !piece.isEmpty else { return }
    piece.withUnsafeBytes { bytes in
      sum = bytes.checksum(after: sum)
      isWritten = writeAll(descriptor, bytes)
    }
    piece.removeAll(keepingCapacity: true)
  }
}
