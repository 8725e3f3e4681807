import PlumbSystem

/// The layout of a pack: one immutable file with the entries of one run.
///
/// ```
/// "plumb-1\n"
/// records, one behind the other
/// contents, sorted: hash 32, offset 8, length 4, CRC-32 4
/// stamps, sorted: key 16, hash 32
/// trailer: number of contents 8, number of stamps 8, CRC-32 of both tables 4, "done"
/// ```
/// Numbers are little-endian; hashes are in their own byte order, which is the sort order.
enum PackLayout {
  static let magic = Array("plumb-1\n".utf8)
  static let done: UInt32 = 0x656E_6F64
  static let contentBytes = 48
  static let stampBytes = 48
  static let trailerBytes = 24
}

/// Where a record lies.
struct RecordPlace {
  let offset: Int
  let length: Int
  let checksum: UInt32

  /// Reads the record; nil if its bytes have changed.
  func read(_ file: OpenFile, hash: ContentHash) -> CacheRecord? {
    guard length > 0, length < 1 << 24 else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { room in
      var done = 0
      while done < length, let base = room.baseAddress {
        let got = pread(file.descriptor, base + done, length - done, off_t(offset + done))
        if got > 0 { done += got } else if got == 0 || errno != EINTR { return nil }
      }
      let bytes = UnsafeRawBufferPointer(room)
      return bytes.checksum == checksum ? CacheRecord(bytes, hash: hash) : nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// A word of a hash for comparison: the first byte is the most significant.
  func word(_ offset: Int) -> UInt64 {
    UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

/// Why a pack is not used.
enum PackTrouble: Error {
  /// Its content is invalid: it can be removed.
  case damaged
  /// It could not be opened or read now; another run may succeed.
  case unavailable
}

/// A finished pack.
final class CachePack: Sendable {
  let path: String
  let byteCount: Int
  /// Nil if the file is opened for each record.
  private let file: OpenFile?
  private let contentCount: Int
  private let stampCount: Int
  /// Both tables as they are on disk.
  private let tables: [UInt8]

  /// Reads the tables of a pack.
  ///
  /// - Parameter staysOpen: whether the file stays open between records; descriptors are scarce,
  ///   macOS gives a process 256.
  init(path: String, staysOpen: Bool) throws(PackTrouble) {
    let file = try Self.open(path)
    var facts = stat()
    guard fstat(file.descriptor, &facts) == 0, facts.isRegular else { throw .unavailable }
    let end = Int(facts.st_size) - PackLayout.trailerBytes
    let trailer = try Self.read(file, at: end, PackLayout.trailerBytes)
    let (contents, stamps, sum, done) = trailer.withUnsafeBytes {
      (
        $0.little(UInt64.self, 0), $0.little(UInt64.self, 8), $0.little(UInt32.self, 16),
        $0.little(UInt32.self, 20)
      )
    }
    guard done == PackLayout.done, contents < 1 << 32, stamps < 1 << 32 else { throw .damaged }
    let length = Int(contents) * PackLayout.contentBytes + Int(stamps) * PackLayout.stampBytes
    guard end - length >= PackLayout.magic.count else { throw .damaged }
    tables = try Self.read(file, at: end - length, length)
    guard tables.withUnsafeBytes({ $0.checksum }) == sum else { throw .damaged }
    self.path = path
    self.file = staysOpen ? file : nil
    byteCount = Int(facts.st_size)
    contentCount = Int(contents)
    stampCount = Int(stamps)
  }

  private static func open(_ path: String) throws(PackTrouble) -> OpenFile {
    // A pipe of this name must not be waited for.
    guard let file = openFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else { throw .unavailable }
    return file
  }

  private static func read(
    _ file: OpenFile, at offset: Int, _ length: Int
  ) throws(PackTrouble) -> [UInt8] {
    guard offset >= 0 else { throw .damaged }
    var trouble: PackTrouble?
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { room, count in
      while count < length, trouble == nil, let base = room.baseAddress {
        let got = pread(file.descriptor, base + count, length - count, off_t(offset + count))
        if got > 0 {
          count += got
        } else if got == 0 {
          trouble = .damaged
        } else if errno != EINTR {
          trouble = .unavailable
        }
      }
    }
    if let trouble { throw trouble }
    return bytes
  }

  /// The record of a content; nil if there is none or it cannot be read.
  func record(_ hash: ContentHash) -> CacheRecord? {
    guard let place = place(hash), let file = file ?? (try? Self.open(path)) else { return nil }
    return place.read(file, hash: hash)
  }

  /// The content that a file with this stamp had.
  func hash(stamp: SIMD2<UInt64>) -> ContentHash? {
    tables.withUnsafeBytes { tables in
      let start = contentCount * PackLayout.contentBytes
      let place = Self.search(stampCount) { row in
        let at = start + row * PackLayout.stampBytes
        return Self.order([tables.word(at), tables.word(at + 8)], [stamp.x, stamp.y])
      }
      return place.map { Self.hash(tables, start + $0 * PackLayout.stampBytes + 16) }
    }
  }

  /// Where the record of a content lies.
  private func place(_ hash: ContentHash) -> RecordPlace? {
    tables.withUnsafeBytes { tables in
      let found = Self.search(contentCount) { row in
        let other = Self.hash(tables, row * PackLayout.contentBytes)
        return other == hash ? 0 : other < hash ? -1 : 1
      }
      return found.map { row in
        let at = row * PackLayout.contentBytes
        return RecordPlace(
          offset: Int(truncatingIfNeeded: tables.little(UInt64.self, at + 32)),
          length: Int(tables.little(UInt32.self, at + 40)),
          checksum: tables.little(UInt32.self, at + 44))
      }
    }
  }

  private static func hash(_ tables: UnsafeRawBufferPointer, _ at: Int) -> ContentHash {
    ContentHash(
      words: SIMD4(
        tables.word(at), tables.word(at + 8), tables.word(at + 16), tables.word(at + 24)))
  }

  private static func order(_ left: SIMD2<UInt64>, _ right: SIMD2<UInt64>) -> Int {
    if left.x != right.x { return left.x < right.x ? -1 : 1 }
    return left.y == right.y ? 0 : left.y < right.y ? -1 : 1
  }

  /// The row for which `order` returns 0; it returns -1 for rows before and 1 for rows after.
  private static func search(_ count: Int, _ order: (Int) -> Int) -> Int? {
    let row = (0..<count).partitioningIndex { order($0) >= 0 }
    return row < count && order(row) == 0 ? row : nil
  }
}
