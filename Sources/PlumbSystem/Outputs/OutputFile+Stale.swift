extension OutputFile {
  /// Removes a file that an earlier run left and this one does not write: beside new files it would
  /// be taken for one of them.
  ///
  /// - Parameter path: A file; it need not be there.
  package static func removeStale(_ path: String) { unlink(path) }
}
