/// The URL of a service, taken apart strictly.
///
/// Only unambiguous URLs are accepted: `http` or `https`, a host of plain characters, a port, a
/// path; no user, no query, no fragment. So the checked URL is the requested one.
struct EndpointURL: Sendable, Hashable {
  /// `http` or `https`.
  let scheme: String
  /// A name or an address in small letters; an IPv6 address with its brackets.
  let host: String
  /// The port, where it is not the usual one of the scheme.
  let port: Int?
  /// The path after the host, without a trailing `/`; usually empty.
  let path: String

  /// The host as the `Host` field has it.
  var authority: String { port.map { "\(host):\($0)" } ?? host }

  /// Whether the host is an IP address, which no bucket's name can be put before.
  var isAddress: Bool {
    host.hasPrefix("[") || host.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
  }

  /// The host without brackets.
  var address: String {
    host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  }

  /// Takes a URL apart; nil if it is none of these.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let scheme = ["https", "http"].first(where: { Self.starts(bytes, with: $0 + "://") })
    else { return nil }
    let rest = bytes.dropFirst(scheme.utf8.count + 3)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    var path = rest.dropFirst(authority.count)
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    guard path.allSatisfy(Self.isPathByte), let (host, port) = Self.split(authority) else {
      return nil
    }
    self.scheme = scheme
    self.host = host
    self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    self.path = String(decoding: path, as: UTF8.self)
  }

  private static func starts(_ bytes: [UInt8], with prefix: String) -> Bool {
    String(decoding: bytes.prefix(prefix.utf8.count), as: UTF8.self).lowercased() == prefix
  }

  private static func split(_ authority: ArraySlice<UInt8>) -> (host: String, port: Int?)? {
    let isAddress = authority.first == UInt8(ascii: "[")
    let end =
      isAddress
      ? authority.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
      : authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
    guard let end else { return nil }
    let host = authority[..<end]
    let isHost = isAddress ? isBracketedAddress(host) : isName(host)
    guard isHost else { return nil }
    let text = String(decoding: host, as: UTF8.self).lowercased()
    let rest = authority[end...]
    if rest.isEmpty { return (text, nil) }
    guard rest.first == UInt8(ascii: ":"), rest.dropFirst().allSatisfy(isDigit),
      let port = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
      (1...65_535).contains(port)
    else { return nil }
    return (text, port)
  }

  private static func isName(_ host: ArraySlice<UInt8>) -> Bool {
    !host.isEmpty
      && host.allSatisfy {
        isSmallLetter($0 | 0x20) || isDigit($0) || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  private static func isBracketedAddress(_ host: ArraySlice<UInt8>) -> Bool {
    let address = host.dropFirst().dropLast()
    return address.count >= 2
      && address.allSatisfy {
        isDigit($0) || (0x61...0x66).contains($0 | 0x20) || $0 == UInt8(ascii: ":")
          || $0 == UInt8(ascii: ".")
      }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"), 0...0x20, 0x7F...0xFF: false
    default: true
    }
  }
}
