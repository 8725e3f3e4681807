import PlumbSystem
import PlumbText
import TestSupport
import Testing

@testable import PlumbS3

/// Checksums against published values, and against their own definition.
@Suite struct ChecksumTests {
  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func checksum(
    _ algorithm: ChecksumAlgorithm, _ bytes: [UInt8], pieces: [Int] = []
  ) throws -> [UInt8] {
    var running = try #require(algorithm.begin())
    var rest = bytes[...]
    for piece in pieces {
      rest.prefix(piece).withUnsafeBytes { running.add($0) }
      rest = rest.dropFirst(piece)
    }
    rest.withUnsafeBytes { running.add($0) }
    return running.finish()
  }

  /// The check values of the catalogue of CRC algorithms, and of FIPS 180.
  @Test(arguments: [
    (ChecksumAlgorithm.crc32, "cbf43926"), (.crc32c, "e3069283"),
    (.crc64nvme, "ae8b14860a799888"), (.sha1, "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
    (.sha256, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"),
  ])
  func theCheckValuesFit(_ algorithm: ChecksumAlgorithm, _ value: String) throws {
    let bytes = Array("123456789".utf8)
    #expect(Self.hexadecimal(try Self.checksum(algorithm, bytes)) == value)
  }

  /// The test suite of RFC 1321.
  @Test func theMD5IsThatOfTheStandard() throws {
    for (text, value) in [
      ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
      ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ] {
      let digest = try #require(RunningDigest("MD5"))
      for byte in text.utf8 { withUnsafeBytes(of: byte) { digest.add($0) } }
      #expect(Self.hexadecimal(digest.finish()) == value)
    }
  }

  @Test func ofNothing() throws {
    let values = try ChecksumAlgorithm.allCases.map { Self.hexadecimal(try Self.checksum($0, [])) }
    #expect(values[0] == "00000000")
    #expect(values[1] == "00000000")
    #expect(values[2] == "0000000000000000")
    #expect(values[4].hasPrefix("e3b0c44298fc1c14"))
  }

  @Test(arguments: ChecksumAlgorithm.allCases)
  func piecesDoNotMatter(_ algorithm: ChecksumAlgorithm) throws {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<50 {
      let bytes = (0..<Int.random(in: 0...300, using: &numbers)).map { _ in
        UInt8.random(in: 0...255, using: &numbers)
      }
      let pieces = (0..<5).map { _ in Int.random(in: 0...40, using: &numbers) }
      #expect(
        try Self.checksum(algorithm, bytes) == Self.checksum(algorithm, bytes, pieces: pieces))
    }
  }

  /// Bit by bit, as the algorithms are defined.
  @Test(arguments: [
    (ChecksumAlgorithm.crc32c, UInt64(0x82F6_3B78), 4),
    (.crc64nvme, UInt64(0x9A6C_9329_AC4B_C9B5), 8),
  ])
  func theTablesAreTheDefinition(
    _ algorithm: ChecksumAlgorithm, _ polynomial: UInt64, _ width: Int
  ) throws {
    var numbers = SeededNumbers(seed: 4)
    for count in 0..<70 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      let mask = width == 8 ? UInt64.max : (1 << UInt64(8 * width)) - 1
      var state = mask
      for byte in bytes {
        state ^= UInt64(byte)
        for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ polynomial : state >> 1 }
      }
      let expected = (0..<width).reversed().map {
        UInt8(truncatingIfNeeded: (state ^ mask) >> UInt64(8 * $0))
      }
      #expect(try Self.checksum(algorithm, bytes) == expected)
    }
  }

  @Test func base64IsReadStrictly() {
    #expect(Base64.bytes("") == [])
    #expect(Base64.bytes("TQ==") == [0x4D])
    #expect(Base64.bytes("TWE=") == [0x4D, 0x61])
    #expect(Base64.bytes("TWFu") == [0x4D, 0x61, 0x6E])
    #expect(Base64.bytes("+/+/") == [0xFB, 0xFF, 0xBF])
    for text in ["T", "TQ=", "TQ", "TQ===", "T Q=", "TQ==TQ==", "====", "TWF-"] {
      #expect(Base64.bytes(text) == nil, "\(text)")
    }
  }
}
