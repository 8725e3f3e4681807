/// A folder of many small output files, each named by what is in it.
///
/// A file that is there already, with its name and size, is left as it is: writing the same files
/// again costs next to nothing. Each file appears under its name when it is complete. Used by one
/// thread at a time.
package final class ContentFolder {
  private let path: String
  private let suffix: String
  private let isSharded: Bool
  private var names: Set<String> = []
  private var made: Set<String> = []

  /// Names the folder; it is made when the first file is written.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - suffix: What the names of its files end in, such as `.jpg`.
  ///   - isSharded: Whether each file lies in a folder of the first two characters of its name.
  package init(path: String, suffix: String, isSharded: Bool) {
    self.path = path
    self.suffix = suffix
    self.isSharded = isSharded
  }

  /// Adds a file, unless it has been added before.
  ///
  /// - Parameters:
  ///   - name: Hexadecimal digits that identify the content, without the suffix; at least two.
  ///   - bytes: The content.
  /// - Throws: if the folder or the file cannot be written.
  package func add(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
    guard names.insert(name).inserted else { return }
    let folder = isSharded ? "\(path)/\(name.prefix(2))" : path
    let file = "\(folder)/\(name)\(suffix)"
    if Self.hasSize(file, bytes.count) { return }
    if made.insert(folder).inserted {
      let number = makeFolders(folder)
      if number != 0 { throw OutputError(path: folder, number: number) }
    }
    guard let temporary = TemporaryFile(in: folder, access: O_WRONLY),
      bytes.withUnsafeBytes({ writeAll(temporary.file.descriptor, $0) }),
      temporary.finish(as: file)
    else { throw OutputError(path: file, number: errno) }
  }

  /// Removes the files of an earlier run that this one did not add: beside new files they would be
  /// taken for some of them.
  ///
  /// Only files whose names this folder could have given are touched, and folders that are empty
  /// then.
  package func removeOthers() {
    removeOthers(in: path, isKept: { !self.isSharded && self.names.contains($0) })
    for shard in FolderListing.names(of: path)
    where shard.utf8.count == 2 && Self.isHexadecimal(shard) {
      removeOthers(in: "\(path)/\(shard)", isKept: { self.isSharded && self.names.contains($0) })
      rmdir("\(path)/\(shard)")
    }
    rmdir(path)
  }

  private func removeOthers(in folder: String, isKept: (String) -> Bool) {
    for entry in FolderListing.names(of: folder) where entry.hasSuffix(suffix) {
      let name = String(entry.dropLast(suffix.count))
      if name.utf8.count == 16, Self.isHexadecimal(name), !isKept(name) {
        unlink("\(folder)/\(entry)")
      }
    }
  }

  private static func hasSize(_ path: String, _ size: Int) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.isRegular && Int(facts.st_size) == size
  }

  private static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
  }
}
