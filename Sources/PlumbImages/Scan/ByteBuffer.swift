import PlumbImageFacts
import PlumbSystem

/// Memory that is reused for one file after another, so that a scan's memory stays flat.
final class ByteBuffer {
  private(set) var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)
  private(set) var count = 0

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  deinit { storage.deallocate() }

  /// Makes room for at least `capacity` bytes; the content is lost.
  func reserve(_ capacity: Int) {
    guard capacity > storage.count else { return }
    storage.deallocate()
    // A quarter more, since files of one job are of about one size.
    storage = .allocate(byteCount: capacity + capacity / 4 + 4096, alignment: 16)
    count = 0
  }

  /// Declares how many bytes have been, or are about to be, written from outside.
  func setCount(_ newCount: Int) { count = min(newCount, storage.count) }

  /// Sets every byte, so that nothing of the previous file shows through.
  func fill(_ byte: UInt8) {
    if let base = storage.baseAddress { memset(base, Int32(byte), count) }
  }

  /// Memory above this size is released after use, so that one giant file does not occupy it for
  /// the whole run.
  private static let keep = 4_000_000

  /// Releases the memory if one file needed unusually much.
  func shrink() {
    guard storage.count > Self.keep else { return }
    storage.deallocate()
    storage = .allocate(byteCount: 0, alignment: 16)
    count = 0
  }

  /// Reads an open regular file of at most `ImageLimits.fileBytes` bytes.
  func read(_ file: OpenFile, facts: stat) throws(ImageFailure) {
    guard facts.st_size <= ImageLimits.fileBytes else {
      throw ImageFailure(
        .tooLarge,
        "\(facts.st_size) bytes: over the limit of \(ImageLimits.fileBytes / 1_000_000) MB a file")
    }
    reserve(Int(facts.st_size) + 1)
    count = 0
    // A file that grows meanwhile is read up to the size that was checked.
    while count < Int(facts.st_size), let base = storage.baseAddress {
      let got = readSome(file.descriptor, into: base + count, count: Int(facts.st_size) - count)
      if got < 0 { throw ImageFailure(.unreadable, "reading failed: \(systemCause(errno))") }
      if got == 0 { break }
      count += got
    }
    if count == 0 { throw ImageFailure(.emptyFile, "the file has 0 bytes") }
  }
}
