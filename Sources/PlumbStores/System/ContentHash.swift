import CCrypto

/// The SHA-256 of some bytes.
public struct ContentHash: Sendable, Hashable, Comparable {
  /// The 32 bytes as four big-endian words, the first bytes first.
  package let words: SIMD4<UInt64>

  package init(words: SIMD4<UInt64>) { self.words = words }

  /// Hashes bytes with the system's libcrypto.
  public init(of bytes: UnsafeRawBufferPointer) {
    var digest = SIMD4<UInt64>()
    _ = withUnsafeMutableBytes(of: &digest) { out in
      EVP_Digest(
        bytes.baseAddress, bytes.count, out.bindMemory(to: UInt8.self).baseAddress, nil,
        Self.algorithm.pointer, nil)
    }
    words = SIMD4(
      digest.x.bigEndian, digest.y.bigEndian, digest.z.bigEndian, digest.w.bigEndian)
  }

  /// The hash as 64 small hexadecimal digits.
  public var hexadecimal: String {
    (0..<4).map { word in
      let digits = String(words[word], radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// The order of the bytes.
  public static func < (left: Self, right: Self) -> Bool {
    for word in 0..<4 where left.words[word] != right.words[word] {
      return left.words[word] < right.words[word]
    }
    return false
  }

  /// Looking the algorithm up costs a microsecond and a lock: it is done once.
  private struct Algorithm: @unchecked Sendable {
    // Fetched once, never freed, only read: safe to share.
    let pointer: OpaquePointer?
  }
  private static let algorithm = Algorithm(pointer: EVP_MD_fetch(nil, "SHA256", nil))
}
