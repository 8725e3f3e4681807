/// Percent-encoding of bytes (RFC 3986, section 2.1), with capitals as digits.
package enum PercentEncoding {
  /// Encodes bytes.
  ///
  /// - Parameters:
  ///   - bytes: What is encoded, usually UTF-8.
  ///   - isKept: Whether a byte stays unencoded.
  package static func encoded(
    _ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool = isUnreserved
  ) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.underestimatedCount)
    for byte in bytes {
      if isKept(byte) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(contentsOf: Hexadecimal.capitals(of: byte))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Encodes a path: all but the unreserved characters and the slashes.
  package static func path(_ path: String) -> String {
    encoded(path.utf8) { isUnreserved($0) || $0 == UInt8(ascii: "/") }
  }

  /// Whether a byte is an unreserved character (RFC 3986, section 2.3).
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "-._~".utf8.contains(byte)
  }

  /// Whether a byte is a letter or digit of ASCII.
  package static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
