/// A cyclic redundancy check whose polynomial, register and bits are reflected, eight bytes at a
/// time (Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC
/// Generators", 2005).
struct CyclicChecksum: Sendable {
  private let table: Table
  private let mask: UInt64
  private var state: UInt64

  /// Bytes of the result.
  let byteCount: Int

  private init(_ table: Table, byteCount: Int) {
    self.table = table
    self.byteCount = byteCount
    mask = byteCount == 8 ? .max : (1 << UInt64(byteCount * 8)) - 1
    state = mask
  }

  /// CRC-32C (Castagnoli), as in iSCSI (RFC 3720, appendix B.4).
  static func crc32c() -> Self { Self(castagnoli, byteCount: 4) }

  /// CRC-64/NVME, of the NVM Express NVM Command Set Specification 1.0.
  static func crc64nvme() -> Self { Self(nvme, byteCount: 8) }

  private static let castagnoli = Table(polynomial: 0x82F6_3B78)
  private static let nvme = Table(polynomial: 0x9A6C_9329_AC4B_C9B5)

  /// Takes the next bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    table.slices.withUnsafeBufferPointer { slices in
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        state = Self.fold(state ^ UInt64(littleEndian: word), slices)
        index += 8
      }
      while index < bytes.count {
        state = slices[Int(truncatingIfNeeded: (state ^ UInt64(bytes[index])) & 0xFF)] ^ state >> 8
        index += 1
      }
    }
  }

  @inline(__always)
  private static func fold(_ word: UInt64, _ slices: UnsafeBufferPointer<UInt64>) -> UInt64 {
    var (rest, result) = (word, UInt64(0))
    for slice in stride(from: 7, through: 0, by: -1) {
      result ^= slices[slice << 8 | Int(truncatingIfNeeded: rest & 0xFF)]
      rest >>= 8
    }
    return result
  }

  /// The check of all bytes, the most significant byte first.
  var result: [UInt8] {
    let value = state ^ mask
    return (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
  }

  /// What a byte does to the register, for each of eight places.
  private struct Table: Sendable {
    var slices: [UInt64] = []

    init(polynomial: UInt64) {
      for byte in UInt64(0)..<256 {
        slices.append(
          (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1 }
        )
      }
      for index in 256..<2048 {
        let before = slices[index - 256]
        slices.append(slices[Int(before & 0xFF)] ^ before >> 8)
      }
    }
  }
}
