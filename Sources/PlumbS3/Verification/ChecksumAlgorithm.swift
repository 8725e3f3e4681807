import CZlib
import PlumbSystem

/// The checksums that S3 may store with an object; each has a header field `x-amz-checksum-…`.
enum ChecksumAlgorithm: String, Sendable, CaseIterable {
  case crc32, crc32c, crc64nvme, sha1, sha256

  /// The header field that carries it, in Base64.
  var fieldName: String { "x-amz-checksum-\(rawValue)" }

  /// Begins to compute it; nil if this machine cannot.
  func begin() -> RunningChecksum? {
    switch self {
    case .crc32: .zlib(crc32_z(0, nil, 0))
    case .crc32c: .cyclic(.crc32c())
    case .crc64nvme: .cyclic(.crc64nvme())
    case .sha1: RunningDigest("SHA1").map(RunningChecksum.digest)
    case .sha256: RunningDigest("SHA256").map(RunningChecksum.digest)
    }
  }
}

/// A checksum while the bytes come.
enum RunningChecksum {
  case zlib(UInt)
  case cyclic(CyclicChecksum)
  case digest(RunningDigest)

  /// Takes the next bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .zlib(let value):
      let start = bytes.bindMemory(to: UInt8.self).baseAddress
      // A null pointer would begin anew.
      if start != nil { self = .zlib(crc32_z(value, start, bytes.count)) }
    case .cyclic(var checksum):
      checksum.add(bytes)
      self = .cyclic(checksum)
    case .digest(let digest): digest.add(bytes)
    }
  }

  /// The checksum of all bytes, the most significant byte first.
  func finish() -> [UInt8] {
    switch self {
    case .zlib(let value):
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt($0)) }
    case .cyclic(let checksum): checksum.result
    case .digest(let digest): digest.finish()
    }
  }
}
