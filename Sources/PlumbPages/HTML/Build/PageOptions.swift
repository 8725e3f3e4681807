import PlumbReports

/// How `index.html` is to be written.
package struct PageOptions: Sendable, Hashable {
  /// Whether everything goes into one file, so that it can be sent to others.
  package var isSingleFile: Bool
  /// The most bytes of such a file; thumbnails are left out where it would be larger.
  package var maximumBytes: Int
  /// The version of the program, for the foot of the page; nil to leave it out.
  package var version: String?
  /// The SHA-256 of the manifest, as hexadecimal digits; nil if unknown.
  package var contentHash: String?

  /// 25 MB: what most mail servers still take.
  package static let defaultMaximumBytes = 25_000_000

  /// Makes options; by default, the thumbnails are beside the page.
  package init(
    isSingleFile: Bool = false, maximumBytes: Int = PageOptions.defaultMaximumBytes,
    version: String? = nil, contentHash: String? = nil
  ) {
    self.isSingleFile = isSingleFile
    self.maximumBytes = maximumBytes
    self.version = version
    self.contentHash = contentHash
  }
}
