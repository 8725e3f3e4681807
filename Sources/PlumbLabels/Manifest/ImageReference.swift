import PlumbText

/// The image that a line's `source-ref` names.
///
/// The key is taken literally: it is never decoded, normalised or cut at `?` or `#`, because S3
/// does none of that.
public enum ImageReference: Sendable, Hashable {
  /// An object in S3.
  case object(bucket: String, key: String)
  /// A path or an address that is not in S3: looked for by its name in the images' folder, never
  /// asked for.
  case path(String)

  /// Reads a reference that the manifest reader accepted.
  ///
  /// - Parameter bytes: The `source-ref` as UTF-8.
  public init(_ bytes: some Collection<UInt8>) {
    guard ReferenceForm.isObject(bytes) else {
      self = .path(String(decoding: bytes, as: UTF8.self))
      return
    }
    let rest = bytes.dropFirst("s3://".utf8.count)
    let bucket = rest.prefix { $0 != UInt8(ascii: "/") }
    self = .object(
      bucket: String(decoding: bucket, as: UTF8.self),
      key: String(decoding: rest.dropFirst(bucket.count + 1), as: UTF8.self))
  }

  /// Compared by bytes: two keys that only look alike are two images.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.object(let bucket, let key), .object(let otherBucket, let otherKey)):
      ByteString(key) == ByteString(otherKey) && ByteString(bucket) == ByteString(otherBucket)
    case (.path(let path), .path(let other)): ByteString(path) == ByteString(other)
    default: false
    }
  }

  /// Hashes the bytes, as `==` compares them.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .object(let bucket, let key):
      hasher.combine(ByteString(bucket))
      hasher.combine(ByteString(key))
    case .path(let path):
      hasher.combine(ByteString(path))
    }
  }

  /// The bytes of the key or path after the last `/`.
  public var basename: Substring.UTF8View {
    switch self {
    case .object(_, let key): return Self.end(of: key[...].utf8)
    case .path(let path):
      let isWindows = windowsRoot(path.utf8)
      let isAddress = schemeName(path.utf8) != nil
      return Self.end(
        of: path[...].utf8.prefix { !isAddress || $0 != UInt8(ascii: "?") },
        isSeparator: { $0 == UInt8(ascii: "/") || isWindows && $0 == UInt8(ascii: "\\") })
    }
  }

  /// What follows the last separator.
  private static func end(
    of path: Substring.UTF8View, isSeparator: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") }
  ) -> Substring.UTF8View {
    path.lastIndex(where: isSeparator).map { path[path.index(after: $0)...] } ?? path
  }

  /// The parts of the key or path between its separators, without empty ones and without the bucket.
  package var parts: [String] {
    switch self {
    case .object(_, let key):
      return key.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    case .path(let path):
      let isWindows = windowsRoot(path.utf8)
      let isAddress = schemeName(path.utf8) != nil
      return path.utf8.prefix { !isAddress || $0 != UInt8(ascii: "?") }
        .split { $0 == UInt8(ascii: "/") || isWindows && $0 == UInt8(ascii: "\\") }
        .map { String(Substring($0)) }
    }
  }

  /// The file name for display: the part after the last `/`.
  public var fileName: String { String(decoding: basename, as: UTF8.self) }
}

/// The reader's verdict on a reference, before anything is opened or requested.
enum ReferenceVerdict: Equatable {
  case object
  /// A path, or the address of something that is not in S3: used where the manifest has no object
  /// of S3 at all, else a mistake.
  case elsewhere
  /// The address of an image on the web: used, though the image is not asked for.
  case webImage
  case refused(ProblemCode, String)
}

/// Checks references against the rules of S3's names, before they may become paths or host names.
struct ImageReferenceValidator {
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
  if bytes.contains(0) { return .refused(.badSourceRef, "source-ref contains a NUL character") }
  return isOnWeb(bytes) && namesImage(bytes) ? .webImage : .elsewhere
}

/// Whether an address is one of the web, at a host with a public name.
private func isOnWeb(_ bytes: UnsafeRawBufferPointer) -> Bool {
  guard let scheme = schemeName(bytes), ["http", "https"].contains(scheme.lowercased()) else {
    return false
  }
  let host = bytes.dropFirst(scheme.utf8.count + 3).prefix { $0 != UInt8(ascii: "/") }
  let labels = host.split(separator: UInt8(ascii: "."))
  return labels.count > 1 && labels.last?.allSatisfy { (0x61...0x7A).contains($0 | 0x20) } == true
}

/// Whether an address ends in the name of a picture's format, before its query.
private func namesImage(_ bytes: UnsafeRawBufferPointer) -> Bool {
  let path = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  guard let dot = path.lastIndex(of: UInt8(ascii: ".")), path.endIndex - dot <= 6 else {
    return false
  }
  let ending = String(decoding: path[path.index(after: dot)...], as: UTF8.self).lowercased()
  return ["jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "avif"]
    .contains(ending)
}

/// Whether a path begins with a drive or a share of Windows.
private func windowsRoot(_ bytes: some Collection<UInt8>) -> Bool {
  let start = Array(bytes.prefix(3))
  if start.starts(with: [0x5C, 0x5C]) { return true }
  return start.count == 3 && (0x61...0x7A).contains(start[0] | 0x20)
    && start[1] == UInt8(ascii: ":") && (start[2] == 0x5C || start[2] == 0x2F)
}

/// The scheme of a URI (RFC 3986, section 3.1), if there is one.
private func schemeName(_ bytes: some Collection<UInt8>) -> String? {
  let name = Array(bytes.prefix { $0 != UInt8(ascii: ":") })
  guard let first = name.first, (0x61...0x7A).contains(first | 0x20), name.count < bytes.count,
    !windowsRoot(bytes)
  else { return nil }
  let allowed = name.allSatisfy { byte in
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
  }
  return allowed ? String(decoding: name, as: UTF8.self) : nil
}

/// Why a reference that is not to S3 is refused in a manifest of `s3://` references.
func refusalAmongObjects(_ bytes: some Collection<UInt8>) -> (ProblemCode, String) {
  if let scheme = schemeName(bytes) {
    return (.unsupportedScheme, "source-ref has the scheme '\(scheme)'; only s3:// is supported")
  }
  let first = bytes.first
  if first == UInt8(ascii: "/") || windowsRoot(bytes) || first == UInt8(ascii: "\\")
    || bytes.starts(with: [0x2E, 0x2E])
  {
    return (
      .unsupportedScheme,
      "source-ref is a local path among s3:// references; only s3:// is supported here"
    )
  }
  return (.badSourceRef, "source-ref is not of the form s3://bucket/key")
}

/// Why the image of a reference that is used will never be fetched; nil for a plain path, which may
/// well be on this machine.
func unreachableReason(_ bytes: some Collection<UInt8>) -> String? {
  if let scheme = schemeName(bytes) {
    return "source-ref has the scheme '\(scheme)': the label is used, the image is not fetched"
  }
  return windowsRoot(bytes)
    ? "source-ref is a Windows path: the label is used, the image is not fetched" : nil
}
