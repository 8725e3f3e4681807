import CZlib

/// The checksums that S3 may store with an object; each has a header field `x-amz-checksum-…`.
enum ChecksumAlgorithm: String, Sendable, CaseIterable {
  case crc32, crc32c, crc64nvme, sha1, sha256

  /// The header field that carries it, in Base64.
  var fieldName: String { "x-amz-checksum-\(rawValue)" }

  /// Begins to compute it; nil where this machine cannot.
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

/// The bytes of a text in Base64 (RFC 4648, section 4), or nil where it is none.
func bytesOfBase64(_ text: String) -> [UInt8]? {
  let digits = text.utf8.prefix { $0 != UInt8(ascii: "=") }
  guard text.utf8.count % 4 == 0, text.utf8.count - digits.count <= 2,
    text.utf8.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") })
  else { return nil }
  var bytes: [UInt8] = []
  var (bits, count) = (UInt32(0), 0)
  for digit in digits {
    guard let value = valueOfBase64(digit) else { return nil }
    (bits, count) = (bits << 6 | value, count + 6)
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return bytes
}

private func valueOfBase64(_ digit: UInt8) -> UInt32? {
  switch digit {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
  case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
