import CSpng

/// Feeds a PNG decoder with chosen parts of a file only.
final class PNGStream {
  private var parts: [UnsafeRawBufferPointer]
  private var part = 0
  private var offset = 0

  private var ownHeader: UnsafeMutableRawBufferPointer?

  init(_ parts: [UnsafeRawBufferPointer]) { self.parts = parts }

  /// Gives other bytes instead of the first part.
  init(replacingHeader header: [UInt8], _ parts: [UnsafeRawBufferPointer]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: header.count, alignment: 1)
    copy.copyBytes(from: header)
    ownHeader = copy
    self.parts = [UnsafeRawBufferPointer(copy)] + parts.dropFirst()
  }

  deinit { ownHeader?.deallocate() }

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
