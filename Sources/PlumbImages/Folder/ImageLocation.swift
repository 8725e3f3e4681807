/// Where a manifest says that an image is.
public enum ImageLocation: Sendable, Hashable {
  /// An S3 object: the bucket's name and the key as they stand in the URI, never decoded.
  case object(bucket: String, key: String)
  /// A local path, absolute or relative to the images' folder.
  case path(String)

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

  /// The bytes after the last slash.
  var basename: Substring.UTF8View {
    let text =
      switch self {
      case .object(_, let key): key
      case .path(let path): path
      }
    let bytes = text[...].utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes }
    return bytes[bytes.index(after: slash)...]
  }
}
