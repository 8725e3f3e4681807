/// Where a link of a drawing may lead to.
///
/// Targets come out of manifests: a scheme that runs code in a browser (`javascript:`, `data:`) or
/// that nobody needs is refused, and everything that a PDF or a browser could take for the end of
/// the link is percent-encoded.
struct LinkTarget {
  private static let schemes: Set<String> = ["http", "https", "s3", "file"]
  /// PDF 1.7 readers are promised to open strings up to this length.
  private static let longest = 32_000

  /// The URI in printable ASCII without spaces, quotes, brackets and backslashes.
  let text: String

  init?(_ uri: String) {
    guard !uri.isEmpty, uri.utf8.count <= LinkTarget.longest, LinkTarget.isHarmless(uri) else {
      return nil
    }
    text = LinkTarget.encoded(uri)
  }

  /// The text as it may stand between the quotes of a Cairo link attribute.
  ///
  /// Cairo 1.16 copies the URI into a PDF string without escaping; nothing here needs any.
  var pdfText: String { text }

  /// Relative references are harmless; so are the schemes above.
  private static func isHarmless(_ uri: String) -> Bool {
    guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let scheme = uri[..<colon]
    if scheme.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) {
      return true
    }
    return schemes.contains(scheme.lowercased())
  }

  private static func encoded(_ uri: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(uri.utf8.count)
    for byte in uri.utf8 {
      if isKept(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: signs.contains(byte)
    }
  }

  private static let signs = Array("!#$%&*+,-./:;=?@_~".utf8)
}
