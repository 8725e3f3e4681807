import CCrypto

/// A hash by libcrypto over bytes that come piece by piece.
package final class RunningDigest {
  private let context: OpaquePointer

  /// Begins a hash; nil if this machine's libcrypto does not offer it, as MD5 under FIPS rules.
  ///
  /// - Parameter algorithm: What libcrypto calls it, such as "MD5".
  package init?(_ algorithm: String) {
    guard let method = EVP_MD_fetch(nil, algorithm, nil) else { return nil }
    defer { EVP_MD_free(method) }
    guard let context = EVP_MD_CTX_new() else { return nil }
    guard EVP_DigestInit_ex(context, method, nil) == 1 else {
      EVP_MD_CTX_free(context)
      return nil
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes the next bytes.
  package func add(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The hash of all bytes; nothing can be added afterwards.
  package func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    EVP_DigestFinal_ex(context, &digest, &count)
    return Array(digest.prefix(Int(count)))
  }
}
