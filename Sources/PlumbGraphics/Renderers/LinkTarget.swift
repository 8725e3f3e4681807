import PlumbText

/// Where a link of a drawing may lead to.
///
/// Targets come out of manifests: a scheme that runs code in a browser (`javascript:`, `data:`) or
/// that nobody needs is refused, and everything that a PDF or a browser could take for the end of
/// the link is percent-encoded. An S3 key is text as it is, in which "%41", "#" and "?" mean
/// themselves, so these are encoded too; other URIs are taken as encoded already.
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
    let isRaw = LinkTarget.scheme(uri)?.lowercased() == "s3"
    text = LinkTarget.encoded(uri, keeping: isRaw ? LinkTarget.rawSigns : LinkTarget.signs)
  }

  /// The text as it may stand between the quotes of a Cairo link attribute.
  ///
  /// Cairo 1.16 copies the URI into a PDF string without escaping; nothing here needs any.
  var pdfText: String { text }

  /// Relative references are harmless; so are the schemes above.
  private static func isHarmless(_ uri: String) -> Bool {
    guard let scheme = scheme(uri) else { return true }
    return schemes.contains(scheme.lowercased())
  }

  /// What stands before the first colon; nil in a relative reference.
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
