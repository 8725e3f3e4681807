import PageAssets
import PlumbReports
import PlumbSystem
import PlumbText

/// What the page allows itself, as a Content-Security-Policy.
///
/// Everything is forbidden but what is named: the one style sheet and the one script of the page, by
/// their hashes, and pictures that lie beside the page or in it. So nothing can be fetched from or
/// sent to anywhere, and no script runs that came with the data. In Chromium and Firefox `'self'`
/// lets pictures of a page that was opened as `file:` through (tried with versions 156 and 153).
enum PageSecurity {
  static let policy = [
    "default-src 'none'", "script-src '\(hash(PageAssets.script))'",
    "style-src '\(hash(PageAssets.style))'", "img-src 'self' data:", "base-uri 'none'",
    "form-action 'none'", "trusted-types 'none'", "require-trusted-types-for 'script'",
  ].joined(separator: "; ")

  private static func hash(_ bytes: [UInt8]) -> String {
    let hash = bytes.withUnsafeBytes { ContentHash(of: $0) }
    var digest: [UInt8] = []
    for word in 0..<4 {
      withUnsafeBytes(of: hash.words[word].bigEndian) { digest.append(contentsOf: $0) }
    }
    return "sha256-" + Base64.text(digest)
  }
}
