import CCrypto
import PlumbText

/// SHA-256 and what is made of it, by the system's libcrypto.
package enum Digest {
  private static let byteCount = 32

  /// The SHA-256 of a text, as small hexadecimal digits.
  package static func sha256(_ text: String) -> String {
    var digest = [UInt8](repeating: 0, count: byteCount)
    let bytes = Array(text.utf8)
    EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    return Hexadecimal.text(digest)
  }

  /// The keyed hash of RFC 2104 with SHA-256.
  package static func hmac(key: [UInt8], _ text: String) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    let bytes = Array(text.utf8)
    HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, nil)
    return digest
  }
}
