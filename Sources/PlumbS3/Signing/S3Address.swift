import PlumbText

/// The paths of objects as they go on the wire and into signatures.
///
/// S3 wants a key encoded once and never normalised: `//`, `.` and `..` are parts of keys (Amazon
/// S3 API Reference, "Signature Calculations for the Authorization Header").
package enum S3Path {
  /// The path of an object, with the bucket in it where the host does not name it.
  ///
  /// - Parameters:
  ///   - bucket: The bucket for path style; nil for virtual-host style.
  ///   - key: The key as UTF-8; may be empty, for the bucket itself.
  package static func encoded(bucket: String? = nil, key: some Sequence<UInt8>) -> String {
    let folder = bucket.map { PercentEncoding.encoded($0.utf8) + "/" } ?? ""
    return "/" + folder
      + PercentEncoding.encoded(key) {
        PercentEncoding.isUnreserved($0) || $0 == UInt8(ascii: "/")
      }
  }
}

/// The query of a request as it goes on the wire and into signatures.
package enum S3Query {
  /// Encodes names and values, sorts them by their encoded bytes, and joins them.
  ///
  /// - Parameter parameters: Names and values that are not encoded; an empty value leaves `name=`.
  /// - Returns: The part after the `?`; empty if there are no parameters.
  package static func encoded(_ parameters: [(name: String, value: String)]) -> String {
    let pairs = parameters.map { (encoded($0.name), encoded($0.value)) }
    // Everything is ASCII now, so the order of strings is that of bytes.
    return pairs.sorted { $0 < $1 }.map { "\($0)=\($1)" }.joined(separator: "&")
  }

  /// Encodes a name or a value: all but the unreserved characters, `/` too.
  package static func encoded(_ text: String) -> String {
    PercentEncoding.encoded(text.utf8)
  }
}
