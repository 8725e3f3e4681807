import PlumbText

/// Where a link of a drawing may lead to.
///
/// Targets come out of manifests: a scheme that runs code in a browser (`javascript:`, `data:`) or
/// that is not needed is refused, and everything that a PDF or a browser could take for the end of
/// the link is percent-encoded. An S3 key is literal text that may contain "%41", "#" and "?", so
/// these are encoded too; other URIs count as encoded already.
struct LinkTarget {
  private static let schemes: Set<String> = ["http", "https", "s3", "file"]
  /// The string length that every PDF 1.7 reader must support.
  private static let longest = 32_000

  /// The URI in printable ASCII without spaces, quotes, brackets and backslashes.
  let text: String

  init?(_ uri: String) {
    guard !uri.isEmpty, uri.utf8.count <= LinkTarget.longest, LinkTarget.isHarmless(uri) else {
      return nil
    }
    let isRaw = LinkTarget.scheme(uri)?.lowercased() == "s3"
    text = LinkTarget.encoded(uri, keeping: isRaw ? LinkTarget.rawSigns : LinkTarget.signs)
  }

  /// The text for the quotes of a Cairo link attribute.
  ///
  /// Cairo 1.16 copies the URI into a PDF string without escaping; this text needs none.
  var pdfText: String { text }

  /// Relative references are harmless; so are the schemes above.
  private static func isHarmless(_ uri: String) -> Bool {
    guard let scheme = scheme(uri) else { return true }
    return schemes.contains(scheme.lowercased())
  }

  /// The part before the first colon; nil for a relative reference.
  private static func scheme(_ uri: String) -> Substring? {
    guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = uri[..<colon]
    let isPath = scheme.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
    return isPath ? nil : scheme
  }

  private static func encoded(_ uri: String, keeping signs: [UInt8]) -> String {
    PercentEncoding.encoded(uri.utf8) {
      PercentEncoding.isLetterOrDigit($0) || signs.contains($0)
    }
  }

  private static let rawSigns = Array("!$&*+,-./:;=@_~".utf8)
  private static let signs = rawSigns + Array("#%?".utf8)
}
