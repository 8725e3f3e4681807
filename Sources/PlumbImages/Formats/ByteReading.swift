import CZlib

extension UnsafeRawBufferPointer {
  /// The big-endian 16-bit number at an offset that the caller has checked.
  @inline(__always)
  func big16(_ offset: Int) -> Int { Int(self[offset]) << 8 | Int(self[offset + 1]) }

  /// The big-endian 32-bit number at an offset that the caller has checked.
  @inline(__always)
  func big32(_ offset: Int) -> Int { big16(offset) << 16 | big16(offset + 2) }

  /// Whether the bytes at an offset are these; false if there are fewer.
  func has(_ text: StaticString, at offset: Int = 0) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset >= 0, offset + count <= self.count else { return false }
    return (0..<count).allSatisfy { self[offset + $0] == text.utf8Start[$0] }
  }

  /// Whether the bytes at an offset are these; false if there are fewer.
  func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
    guard offset >= 0, offset + bytes.count <= count else { return false }
    return self[offset..<offset + bytes.count].elementsEqual(bytes)
  }

  /// A part, as a buffer that starts at 0.
  func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[range])
  }

  /// The CRC-32 of zlib.
  var checksum: UInt32 { checksum(after: 0) }

  /// The CRC-32 of these bytes behind others, whose checksum is given.
  func checksum(after before: UInt32) -> UInt32 {
    // zlib takes no address for a request to begin anew.
    guard let start = bindMemory(to: UInt8.self).baseAddress else { return before }
    return UInt32(
      truncatingIfNeeded: crc32(UInt(before), start, UInt32(truncatingIfNeeded: count)))
  }
}
