import PlumbSystem

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

/// How many bytes two buffers have in common at their beginning, eight at a time.
func commonPrefix(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
  let count = min(left.count, right.count)
  var index = 0
  while index + 8 <= count {
    let difference =
      left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      ^ right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if difference != 0 { return index + UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
    index += 8
  }
  while index < count, left[index] == right[index] { index += 1 }
  return index
}

/// A 64-bit hash of bytes.
///
/// The seed differs from run to run, so that a hostile manifest cannot make all names collide; no
/// result depends on it, because everything is numbered by first appearance. Folds the 128-bit
/// product of each word with the state, as multiply-and-fold hashes do (Wang Yi, wyhash, 2019).
/// Equal hashes are always followed by a comparison of the bytes.
func hashBytes(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = processSeed) -> UInt64 {
  // Two chains that do not wait for each other.
  var even = seed &+ UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
  var odd = ~seed
  var index = 0
  while index + 16 <= bytes.count {
    even = chain(even, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    odd = chain(odd, bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
    index += 16
  }
  if index + 8 <= bytes.count {
    even = chain(even, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index += 8
  }
  return fold(chain(even, tail(bytes, from: index)) ^ (odd << 32 | odd >> 32))
}

/// The rest of a buffer after the whole words: its last eight bytes if it has as many, some of
/// which were already read; the length, which is hashed too, says how many.
@inline(__always)
private func tail(_ bytes: UnsafeRawBufferPointer, from index: Int) -> UInt64 {
  if index == bytes.count { return 0 }
  if bytes.count >= 8 {
    return bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
  }
  return bytes[index...].reduce(0) { $0 << 8 | UInt64($1) }
}

/// The next state of a chain; a factor of zero must not swallow what came before.
@inline(__always)
private func chain(_ state: UInt64, _ word: UInt64) -> UInt64 {
  fold(state ^ word) &+ (state << 23 | state >> 41)
}

/// The seed of this process.
let processSeed = UInt64.random(in: .min ... .max)

@inline(__always)
private func fold(_ value: UInt64) -> UInt64 {
  let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}

/// The index of the first LF; nothing else ends a line.
func indexOfNewline(_ bytes: UnsafeRawBufferPointer) -> Int? { indexOf(0x0A, bytes) }

/// Whether every byte is a visible ASCII character or a space, eight bytes at a time.
func isPrintableASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
  let high: UInt64 = 0x8080_8080_8080_8080
  var index = 0
  while index + 8 <= bytes.count {
    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    // The high bit shows a byte below 0x20, one above 0x7F, and 0x7F itself, in this order.
    let odd = (word &- 0x2020_2020_2020_2020) | word | (word &+ 0x0101_0101_0101_0101)
    if odd & high != 0 { return false }
    index += 8
  }
  while index < bytes.count {
    if bytes[index] < 0x20 || bytes[index] >= 0x7F { return false }
    index += 1
  }
  return true
}

/// The index of the first byte of a value, by the C library's fast search.
func indexOf(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer) -> Int? {
  guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count) else {
    return nil
  }
  return UnsafeRawPointer(found) - start
}
