/// The paths of objects as they go on the wire and into signatures.
///
/// S3 wants a key encoded once and never normalised: `//`, `.` and `..` are parts of keys (Amazon
/// S3 API Reference, "Signature Calculations for the Authorization Header").
public enum S3Path {
  /// The path of an object, with the bucket in it where the host does not name it.
  ///
  /// - Parameters:
  ///   - bucket: The bucket for path style; nil for virtual-host style.
  ///   - key: The key as UTF-8; may be empty, for the bucket itself.
  public static func encoded(bucket: String? = nil, key: some Sequence<UInt8>) -> String {
    var path: [UInt8] = [UInt8(ascii: "/")]
    if let bucket {
      appendEncoded(bucket.utf8, to: &path, keepsSlashes: false)
      path.append(UInt8(ascii: "/"))
    }
    appendEncoded(key, to: &path, keepsSlashes: true)
    return String(decoding: path, as: UTF8.self)
  }
}

/// The query of a request as it goes on the wire and into signatures.
public enum S3Query {
  /// Encodes names and values, sorts them by their encoded bytes, and joins them.
  ///
  /// - Parameter parameters: Names and values that are not encoded; an empty value leaves `name=`.
  /// - Returns: What stands behind the `?`; empty where there are no parameters.
  public static func encoded(_ parameters: [(name: String, value: String)]) -> String {
    let pairs = parameters.map { (encoded($0.name), encoded($0.value)) }
    // Everything is ASCII now, so the order of strings is that of bytes.
    return pairs.sorted { $0 < $1 }.map { "\($0)=\($1)" }.joined(separator: "&")
  }

  /// Encodes a name or a value: all but the unreserved characters, `/` too.
  public static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendEncoded(text.utf8, to: &bytes, keepsSlashes: false)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Appends bytes, those that are not unreserved (RFC 3986, section 2.3) as `%XX` in capitals.
private func appendEncoded(
  _ bytes: some Sequence<UInt8>, to text: inout [UInt8], keepsSlashes: Bool
) {
  let digits: StaticString = "0123456789ABCDEF"
  for byte in bytes {
    if isUnreserved(byte) || keepsSlashes && byte == UInt8(ascii: "/") {
      text.append(byte)
    } else {
      text.append(UInt8(ascii: "%"))
      text.append(digits.utf8Start[Int(byte >> 4)])
      text.append(digits.utf8Start[Int(byte & 15)])
    }
  }
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}
