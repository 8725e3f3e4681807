import CCrypto

/// SHA-256 and what is made of it, by the system's libcrypto.
enum Digest {
  private static let byteCount = 32

  /// The SHA-256 of a text, as small hexadecimal digits.
  static func sha256(_ text: String) -> String {
    var digest = [UInt8](repeating: 0, count: byteCount)
    let bytes = Array(text.utf8)
    EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    return hexadecimal(digest)
  }

  /// The keyed hash of RFC 2104 with SHA-256.
  static func hmac(key: [UInt8], _ text: String) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    let bytes = Array(text.utf8)
    HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, nil)
    return digest
  }

  /// Bytes as small hexadecimal digits, two each.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = digits.utf8Start[Int(byte >> 4)]
        text[2 * index + 1] = digits.utf8Start[Int(byte & 15)]
      }
      return 2 * bytes.count
    }
  }
}
