import CSpng

/// Feeds selected parts of a file, and other bytes, to a PNG decoder in order.
final class PNGStream {
  private var parts: [UnsafeRawBufferPointer] = []
  private var own: [UnsafeMutableRawBufferPointer] = []
  private var part = 0
  private var offset = 0

  /// Adds a part of the file, which must outlive the stream.
  func append(file bytes: UnsafeRawBufferPointer) { parts.append(bytes) }

  /// Adds bytes that are not in the file.
  func append(own bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    own.append(copy)
    parts.append(UnsafeRawBufferPointer(copy))
  }

  deinit { for copy in own { copy.deallocate() } }

  /// Copies the next bytes; the decoder asks for exactly as many as it needs.
  func read(into destination: UnsafeMutableRawPointer, _ length: Int) -> Int32 {
    var done = 0
    while done < length {
      guard part < parts.count else { return SPNG_IO_EOF.rawValue }
      let take = min(length - done, parts[part].count - offset)
      if take > 0, let base = parts[part].baseAddress {
        (destination + done).copyMemory(from: base + offset, byteCount: take)
      }
      done += take
      offset += take
      if offset == parts[part].count { (part, offset) = (part + 1, 0) }
    }
    return 0
  }
}
