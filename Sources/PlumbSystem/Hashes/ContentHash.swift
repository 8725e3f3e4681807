import CCrypto
import PlumbText

/// The SHA-256 of some bytes.
package struct ContentHash: Sendable, Hashable, Comparable {
  /// The 32 bytes as four big-endian words, the first bytes first.
  package let words: SIMD4<UInt64>

  package init(words: SIMD4<UInt64>) { self.words = words }

  /// Hashes bytes with the system's libcrypto.
  package init(of bytes: UnsafeRawBufferPointer) {
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
  package var hexadecimal: String { Hexadecimal.text(bytes) }

  /// The 32 bytes.
  private var bytes: [UInt8] {
    (0..<4).flatMap { word in withUnsafeBytes(of: words[word].bigEndian) { Array($0) } }
  }

  /// The order of the bytes.
  package static func < (left: Self, right: Self) -> Bool {
    for word in 0..<4 where left.words[word] != right.words[word] {
      return left.words[word] < right.words[word]
    }
    return false
  }

  /// Looking the algorithm up costs a microsecond and a lock: it is done once.
  fileprivate struct Algorithm: @unchecked Sendable {
    // Fetched once, never freed, only read: safe to share.
    let pointer: OpaquePointer?
  }
  fileprivate static let algorithm = Algorithm(pointer: EVP_MD_fetch(nil, "SHA256", nil))
}

/// Hashes bytes that come in pieces.
///
/// Used by one thread at a time.
package final class ContentHasher {
  private let context: OpaquePointer?

  /// Nothing hashed yet.
  package init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, ContentHash.algorithm.pointer, nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds the next bytes.
  package func add(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The hash of everything that was added so far; more may be added afterwards.
  package var hash: ContentHash {
    var digest = SIMD4<UInt64>()
    let copy = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(copy) }
    EVP_MD_CTX_copy_ex(copy, context)
    _ = withUnsafeMutableBytes(of: &digest) { out in
      EVP_DigestFinal_ex(copy, out.bindMemory(to: UInt8.self).baseAddress, nil)
    }
    return ContentHash(
      words: SIMD4(
        digest.x.bigEndian, digest.y.bigEndian, digest.z.bigEndian, digest.w.bigEndian))
  }
}
