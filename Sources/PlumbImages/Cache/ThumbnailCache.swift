/// A folder in which thumbnails and facts are kept from one run to the next.
///
/// Entries are found by the content of an image's file, so moved and copied images are found too; a
/// second index by path, size and times saves even reading the files. Several processes may use one
/// folder at the same time. Damaged entries are made again; if the folder cannot be written to,
/// only time is lost.
package struct ThumbnailCache: Sendable, Hashable {
  /// The folder's path.
  ///
  /// It is made when the first thumbnail is written.
  package let directory: String

  /// Sets the folder; nothing is read or written before a scan.
  package init(directory: String) { self.directory = directory }

  /// The user's cache folder for this program.
  ///
  /// - Parameter environment: the process's environment variables.
  /// - Returns: `$XDG_CACHE_HOME/plumb`, else `~/Library/Caches/plumb` on macOS and
  ///   `~/.cache/plumb` elsewhere; nil if the home folder is not known.
  package static func defaultDirectory(_ environment: [String: String]) -> String? {
    // The XDG specification: a relative path is to be ignored.
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return folder + "/plumb"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
      return home + "/Library/Caches/plumb"
    #else
      return home + "/.cache/plumb"
    #endif
  }
}
