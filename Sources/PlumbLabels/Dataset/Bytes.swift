#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Whether two buffers hold the same bytes.
func equalBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
  return memcmp(leftStart, rightStart, left.count) == 0
}

/// Whether a buffer holds exactly the characters of an ASCII literal.
@inline(__always)
func equalBytes(_ bytes: UnsafeRawBufferPointer, _ literal: StaticString) -> Bool {
  equalBytes(
    bytes, UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
}

/// A 64-bit hash of bytes, the same in every run (results must not depend on a random seed).
func hashBytes(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
  var index = 0
  while index + 8 <= bytes.count {
    hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index += 8
  }
  var tail: UInt64 = 0
  while index < bytes.count {
    tail = tail << 8 | UInt64(bytes[index])
    index += 1
  }
  return mix(hash ^ tail)
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014), which spreads every bit.
private func mix(_ value: UInt64) -> UInt64 {
  var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
  value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
  return value ^ (value >> 31)
}

/// The index of the first LF; nothing else ends a line.
func indexOfNewline(_ bytes: UnsafeRawBufferPointer) -> Int? {
  guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else {
    return nil
  }
  return UnsafeRawPointer(found) - start
}
