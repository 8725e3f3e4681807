/// The image that a line's `source-ref` names.
///
/// The key is taken literally: it is never decoded, normalised or cut at `?` or `#`, because S3
/// does none of that.
public enum ImageReference: Sendable, Hashable {
  /// An object in S3.
  case object(bucket: String, key: String)
  /// A path on this machine, in a manifest that holds no `s3://` reference at all.
  case path(String)

  /// Reads a reference that the manifest reader accepted.
  ///
  /// - Parameter bytes: The `source-ref` as UTF-8.
  public init(_ bytes: some Collection<UInt8>) {
    let scheme = Array("s3://".utf8)
    guard bytes.starts(with: scheme) else {
      self = .path(String(decoding: bytes, as: UTF8.self))
      return
    }
    let rest = bytes.dropFirst(scheme.count)
    let bucket = rest.prefix { $0 != UInt8(ascii: "/") }
    self = .object(
      bucket: String(decoding: bucket, as: UTF8.self),
      key: String(decoding: rest.dropFirst(bucket.count + 1), as: UTF8.self))
  }

  /// Compared by bytes: two keys that only look alike are two images.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.object(let bucket, let key), .object(let otherBucket, let otherKey)):
      key.utf8.elementsEqual(otherKey.utf8) && bucket.utf8.elementsEqual(otherBucket.utf8)
    case (.path(let path), .path(let other)): path.utf8.elementsEqual(other.utf8)
    default: false
    }
  }

  /// Hashes the bytes, as `==` compares them.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .object(let bucket, let key):
      for byte in bucket.utf8 { hasher.combine(byte) }
      hasher.combine(UInt8(0))
      for byte in key.utf8 { hasher.combine(byte) }
    case .path(let path):
      hasher.combine(UInt8(1))
      for byte in path.utf8 { hasher.combine(byte) }
    }
  }

  /// The bytes of the key or path after the last `/`.
  public var basename: Substring.UTF8View {
    let text =
      switch self {
      case .object(_, let key): key
      case .path(let path): path
      }
    let bytes = text[...].utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes }
    return bytes[bytes.index(after: slash)...]
  }

  /// The file name for display: the part after the last `/`.
  public var fileName: String { String(decoding: basename, as: UTF8.self) }
}

/// The reader's verdict on a reference, before anything is opened or requested.
enum ReferenceVerdict: Equatable {
  case object
  /// No scheme: a local path if the whole manifest has such references, otherwise an error.
  case withoutScheme
  case refused(ProblemCode, String)
}

/// Checks references against the rules of S3's names, before they may become paths or host names.
struct ReferenceJudge {
  /// The last valid bucket: most references share it.
  private var knownBucket: [UInt8] = []

  /// The verdict on a reference, by its form alone.
  ///
  /// - Parameters:
  ///   - bytes: The reference.
  ///   - isPrintable: Whether all of it is printable ASCII, which saves a search.
  mutating func judge(
    _ bytes: UnsafeRawBufferPointer, isPrintable: Bool = false
  ) -> ReferenceVerdict {
    guard !bytes.isEmpty else { return .refused(.badSourceRef, "source-ref is empty") }
    guard Self.isObject(bytes) else { return judgeOther(bytes) }
    return judgeObject(bytes, isPrintable: isPrintable)
  }

  /// Whether a reference starts with `s3://`.
  private static func isObject(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 5 && bytes[0] == UInt8(ascii: "s") && bytes[1] == UInt8(ascii: "3")
      && bytes[2] == UInt8(ascii: ":") && bytes[3] == UInt8(ascii: "/")
      && bytes[4] == UInt8(ascii: "/")
  }

  private mutating func judgeObject(
    _ bytes: UnsafeRawBufferPointer, isPrintable: Bool
  ) -> ReferenceVerdict {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[5...])
    guard let slash = indexOf(UInt8(ascii: "/"), rest) else {
      return .refused(.badSourceRef, "source-ref has a bucket but no key")
    }
    if let refusal = refuseBucket(UnsafeRawBufferPointer(rebasing: rest[..<slash])) {
      return refusal
    }
    let key = UnsafeRawBufferPointer(rebasing: rest[(slash + 1)...])
    if key.isEmpty { return .refused(.badSourceRef, "source-ref has a bucket but no key") }
    if key.count > 1024 {
      return .refused(.badSourceRef, "the key in source-ref is longer than 1,024 bytes")
    }
    if !isPrintable, indexOf(0, key) != nil {
      return .refused(.badSourceRef, "the key in source-ref contains a NUL character")
    }
    return .object
  }

  private mutating func refuseBucket(_ bucket: UnsafeRawBufferPointer) -> ReferenceVerdict? {
    if !bucket.isEmpty, knownBucket.withUnsafeBytes({ equalBytes($0, bucket) }) { return nil }
    if equalBytes(UnsafeRawBufferPointer(rebasing: bucket.prefix(4)), "arn:") {
      return .refused(
        .accessPointARN, "source-ref uses an access point ARN; use the access point alias instead")
    }
    guard isBucketName(bucket) else {
      let name = shortened(bucket)
      return .refused(.badSourceRef, "'\(name)' in source-ref is not a valid bucket name")
    }
    knownBucket = Array(bucket)
    return nil
  }
}

/// The naming rules of S3's general purpose buckets (Amazon S3 User Guide, "Bucket naming rules").
package func isBucketName(_ name: UnsafeRawBufferPointer) -> Bool {
  guard (3...63).contains(name.count), isBucketEdge(name[0]), isBucketEdge(name[name.count - 1])
  else { return false }
  var previous: UInt8 = 0
  var digitsAndDots = true
  for byte in name {
    guard isBucketEdge(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else {
      return false
    }
    let dot = UInt8(ascii: ".")
    if byte == dot && (previous == dot || previous == UInt8(ascii: "-")) { return false }
    if byte == UInt8(ascii: "-") && previous == dot { return false }
    if !(0x30...0x39).contains(byte) && byte != dot { digitsAndDots = false }
    previous = byte
  }
  if digitsAndDots { return false }
  return !hasReservedAffix(name)
}

private func isBucketEdge(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
}

private func hasReservedAffix(_ name: UnsafeRawBufferPointer) -> Bool {
  let start = UnsafeRawBufferPointer(rebasing: name.prefix(4))
  let end = UnsafeRawBufferPointer(rebasing: name.suffix(6))
  return equalBytes(start, "xn--") || equalBytes(end, "--x-s3")
}

private func judgeOther(_ bytes: UnsafeRawBufferPointer) -> ReferenceVerdict {
  let text = shortened(bytes)
  if let first = text.unicodeScalars.first, first.properties.isWhitespace || first == "\u{FEFF}" {
    return .refused(.badSourceRef, "source-ref starts with whitespace")
  }
  if bytes.starts(with: Array("s3:".utf8)) || bytes.starts(with: Array("//".utf8)) {
    return .refused(.badSourceRef, "source-ref is not of the form s3://bucket/key")
  }
  if let scheme = schemeName(bytes) {
    return .refused(
      .unsupportedScheme, "source-ref has the scheme '\(scheme)'; only s3:// is supported")
  }
  if bytes.contains(0) { return .refused(.badSourceRef, "source-ref contains a NUL character") }
  return .withoutScheme
}

/// The scheme of a URI (RFC 3986, section 3.1), if there is one.
private func schemeName(_ bytes: UnsafeRawBufferPointer) -> String? {
  guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
  let name = bytes[..<colon]
  let allowed = name.allSatisfy { byte in
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
  }
  guard allowed, (0x61...0x7A).contains(name[0] | 0x20) else { return nil }
  return String(decoding: name, as: UTF8.self)
}

/// Why a reference without a scheme is refused in a manifest of `s3://` references.
func judgeWithoutScheme(_ bytes: some Collection<UInt8>) -> (ProblemCode, String) {
  let first = bytes.first
  if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") || bytes.starts(with: [0x2E, 0x2E]) {
    return (
      .unsupportedScheme,
      "source-ref is a local path among s3:// references; only s3:// is supported here"
    )
  }
  return (.badSourceRef, "source-ref is not of the form s3://bucket/key")
}
