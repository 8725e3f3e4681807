import PlumbSystem

/// Compares a body with the expected one while it comes.
final class BodyVerifier {
  let expected: ExpectedBody
  private(set) var byteCount = 0
  private let md5: RunningDigest?
  private var checksums: [(name: String, value: [UInt8], running: RunningChecksum)] = []

  init(_ expected: ExpectedBody) {
    self.expected = expected
    // A fifth of the processor time of a download: only where it can be held against something.
    md5 = expected.md5 == nil ? nil : RunningDigest("MD5")
    for (algorithm, value) in expected.checksums {
      guard let running = algorithm.begin() else { continue }
      checksums.append((algorithm.rawValue.uppercased(), value, running))
    }
  }

  /// Takes the next bytes.
  func add(_ bytes: UnsafeRawBufferPointer) {
    byteCount += bytes.count
    md5?.add(bytes)
    for index in checksums.indices { checksums[index].running.add(bytes) }
  }

  /// Says whether the body is what was promised, once no more bytes come.
  func finish() throws(BodyFailure) {
    if let total = expected.byteCount, total != byteCount { throw .length(byteCount, of: total) }
    // Nil where this machine knows no MD5.
    if let found = md5?.finish(), found != expected.md5 { throw .mismatch("MD5") }
    for checksum in checksums where checksum.running.finish() != checksum.value {
      throw .mismatch(checksum.name)
    }
  }
}
