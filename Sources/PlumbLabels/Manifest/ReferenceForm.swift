import PlumbText

/// The ways to write the address of an object in S3, and the one that is kept: `s3://bucket/key`.
package enum ReferenceForm {
  /// Whether a text begins with `s3://`; the letter may be a capital one, as in any URI.
  package static func isObject(_ bytes: some Collection<UInt8>) -> Bool {
    let scheme = Array("s3://".utf8)
    guard let first = bytes.first, first | 0x20 == scheme[0] else { return false }
    return bytes.dropFirst().starts(with: scheme.dropFirst())
  }

  /// The usual form of an address.
  ///
  /// - Parameter bytes: `S3://bucket/key`, or a URL of S3 in virtual-host or path style, with or
  ///   without a query (Amazon S3 User Guide, "Methods for accessing a bucket").
  /// - Returns: `s3://bucket/key`; nil for what is in that form already, or is none of these.
  package static func usual(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    if isObject(bytes) {
      return bytes.first == UInt8(ascii: "S") ? Array("s".utf8) + bytes.dropFirst() : nil
    }
    guard let (host, path) = parts(bytes), let place = place(host) else { return nil }
    guard let key = decoded(path.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
    else { return nil }
    let name = place.bucket.map { Array($0.utf8) + key } ?? Array(key.dropFirst())
    return Array("s3://".utf8) + name
  }

  /// A location with `s3://` for `S3://`; any other as it is.
  package static func location(_ text: String) -> String {
    isObject(text.utf8) ? "s" + text.dropFirst() : text
  }

  /// Host and path of an `https` or `http` URL; the path begins with a slash.
  private static func parts(_ bytes: some Collection<UInt8>) -> (host: String, path: [UInt8])? {
    let start = String(decoding: bytes.prefix(8), as: UTF8.self).lowercased()
    guard let scheme = ["https://", "http://"].first(where: start.hasPrefix) else { return nil }
    let rest = Array(bytes.dropFirst(scheme.utf8.count))
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
    return (String(decoding: rest[..<slash], as: UTF8.self).lowercased(), Array(rest[slash...]))
  }

  /// What a host of S3 says.
  private struct Place {
    var bucket: String?
  }

  /// What a host of S3 says: the bucket in virtual-host style, no bucket in path style; nil for any
  /// other host.
  private static func place(_ host: String) -> Place? {
    var labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if labels.last == "cn" { labels.removeLast() }
    guard labels.suffix(2) == ["amazonaws", "com"] else { return nil }
    labels.removeLast(2)
    guard let service = labels.lastIndex(where: isService), labels.count - service <= 3 else {
      return nil
    }
    let bucket = labels[..<service].joined(separator: ".")
    return Place(bucket: bucket.isEmpty ? nil : bucket)
  }

  /// `s3`, or one of the older forms such as `s3-eu-west-1`.
  private static func isService(_ label: String) -> Bool { label == "s3" || label.hasPrefix("s3-") }

  /// A path with its percent-encoding undone; nil where a `%` begins no byte.
  private static func decoded(_ path: some Collection<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = Array(path)[...]
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "%") {
        result.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
  }
}
