import PlumbStores

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes one pack under a temporary name; it is seen by others only when it is whole.
///
/// Not safe for several threads at once: ``CacheSession`` guards it.
final class PackWriter {
  private let folder: String
  private let temporary: TemporaryFile
  private let number: Int
  private var offset = PackLayout.magic.count
  private var contents: [ContentHash: RecordPlace] = [:]
  private var stamps: [(key: SIMD2<UInt64>, hash: ContentHash)] = []

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

  /// Reads back what this run has written.
  func record(_ hash: ContentHash) -> CacheRecord? {
    contents[hash].flatMap { $0.read(file, hash: hash) }
  }

  /// Appends a record; false where the disk does not take it.
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

  /// Remembers which content a file has.
  ///
  /// A file that was changed while this run was on is left out: it could change once more without
  /// its times telling.
  func add(_ stamp: FileStamp, hash: ContentHash) {
    if stamp.changed < began { stamps.append((stamp.key, hash)) }
  }

  /// Writes the tables and gives the pack its name; false where the disk does not take it.
  ///
  /// Nothing can be added or read back afterwards.
  func finish() -> Bool {
    let tables = self.tables
    var trailer: [UInt8] = []
    trailer.append(little: UInt64(contents.count))
    trailer.append(little: UInt64(stamps.count))
    trailer.append(little: tables.withUnsafeBytes { $0.checksum })
    trailer.append(little: PackLayout.done)
    var facts = stat()
    guard (tables + trailer).withUnsafeBytes({ writeAll(file.descriptor, $0) }),
      fstat(file.descriptor, &facts) == 0
    else { return false }
    // The file's number makes the name one that no other process takes at the same time.
    return temporary.finish(as: "\(folder)/\(CacheFolder.name(number, facts.st_ino))")
  }

  private var tables: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(
      contents.count * PackLayout.contentBytes + stamps.count * PackLayout.stampBytes)
    for (hash, place) in contents.sorted(by: { $0.key < $1.key }) {
      Self.append(hash, to: &out)
      out.append(little: UInt64(place.offset))
      out.append(little: UInt32(place.length))
      out.append(little: place.checksum)
    }
    stamps.sort { $0.key.x == $1.key.x ? $0.key.y < $1.key.y : $0.key.x < $1.key.x }
    for (key, hash) in stamps {
      out.append(little: key.x.byteSwapped)
      out.append(little: key.y.byteSwapped)
      Self.append(hash, to: &out)
    }
    return out
  }

  private static func append(_ hash: ContentHash, to out: inout [UInt8]) {
    for word in 0..<4 { out.append(little: hash.words[word].byteSwapped) }
  }
}
