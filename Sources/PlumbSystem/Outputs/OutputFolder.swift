import PlumbText

/// A folder that is written as a whole, and recognised by the list of its files.
///
/// Writing it again first removes the earlier files, so that no old ones stay among the new ones. A
/// folder with other files is refused; hidden files are ignored. Not thread-safe.
package final class OutputFolder {
  /// The folder's path.
  package let path: String
  /// Files that were copied since no link could be made.
  package private(set) var copiedCount = 0

  private let before: [String]
  private var madeFolders: Set<ByteString> = []

  /// The name of the list in the folder: hidden, so that what reads folders of images passes it over.
  package static let listName = ".plumb-export"
  private static let firstLine = "plumb export 1"

  /// Checks the folder; nothing is changed yet.
  ///
  /// - Throws: if it cannot be written to, or holds a file that is not in its list.
  package init(path: String) throws(OutputError) {
    if path.isEmpty { throw .emptyFolderName }
    self.path = path
    var facts = stat()
    if stat(path, &facts) == 0, !facts.isDirectory {
      throw OutputError(path: path, number: ENOTDIR)
    }
    before = Self.readList("\(path)/\(Self.listName)")
    if let other = Self.firstOther(in: path, known: Set(before.map { ByteString($0) })) {
      throw OutputError(
        path: path, cause: "'\(other)' in it was not written by plumb",
        nextStep: "choose a new or empty folder")
    }
  }

  /// Removes the files of the last time and writes the list of those to come.
  ///
  /// - Parameter files: Paths in the folder; no part of one is "..", hidden or empty.
  /// - Throws: if the folder cannot be written to.
  package func begin(_ files: [String]) throws(OutputError) {
    try OutputFile.prepareFolder(path)
    for file in before where isInRealFolder(file) { unlink("\(path)/\(file)") }
    let folders = Set(before.flatMap(Self.folders).map { ByteString($0) })
    for folder in folders.sorted(by: { $0.text.utf8.count > $1.text.utf8.count }) {
      rmdir("\(path)/\(folder)")
    }
    let text = ([Self.firstLine] + files).joined(separator: "\n") + "\n"
    try OutputFile.write(Array(text.utf8), to: "\(path)/\(Self.listName)")
  }

  /// Puts a file into the folder by a hard link, or a copy where the file system has no such links.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - name: Its path in the folder, as it is in the list.
  ///   - copies: Whether it is copied in any case.
  /// - Throws: if the file cannot be read or written.
  package func place(_ source: String, as name: String, copies: Bool) throws(OutputError) {
    let target = "\(path)/\(name)"
    try makeParent(of: target)
    if !copies, link(source, target) == 0 { return }
    if !copies, !Self.isRefusalOfLinks(errno) { throw OutputError(path: target, number: errno) }
    copiedCount += copies ? 0 : 1
    try copy(source, to: target)
  }

  private static func isRefusalOfLinks(_ number: Int32) -> Bool {
    [EXDEV, EPERM, EACCES, EMLINK, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(number)
  }

  private func makeParent(of target: String) throws(OutputError) {
    guard let parent = parentFolder(target), !madeFolders.contains(ByteString(parent)) else {
      return
    }
    let number = makeFolders(parent)
    if number != 0 { throw OutputError(path: parent, number: number) }
    madeFolders.insert(ByteString(parent))
  }

  private func copy(_ source: String, to target: String) throws(OutputError) {
    guard let input = openFile(source, O_RDONLY) else {
      throw OutputError(
        path: target, cause: "\(source) cannot be read: \(systemCause(errno))",
        nextStep: "make it readable for this user")
    }
    let output = try OutputFile(path: target)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while let base = buffer.baseAddress {
      let count = readSome(input.descriptor, into: base, count: buffer.count)
      if count < 0 { throw OutputError(path: source, number: errno) }
      if count == 0 { break }
      try output.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    try output.commit()
  }

  // MARK: The list

  /// The files of the last time; none where there is no list of ours.
  private static func readList(_ path: String) -> [String] {
    guard let bytes = try? smallFile(path, mostBytes: 1 << 30) else { return [] }
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == firstLine else { return [] }
    return lines.dropFirst().filter(isOurs)
  }

  /// Whether a path leads to a file in the folder, whatever wrote the list.
  private static func isOurs(_ file: String) -> Bool {
    file.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.first != UInt8(ascii: ".") }
  }

  /// The folders that a file lies in.
  private static func folders(_ file: String) -> [String] {
    var folders: [String] = []
    var rest = file
    while let parent = parentFolder(rest), parent != "." {
      folders.append(parent)
      rest = parent
    }
    return folders
  }

  /// Whether no folder on the way is a link, which may lead elsewhere.
  private func isInRealFolder(_ file: String) -> Bool {
    Self.folders(file).allSatisfy { folder in
      var facts = stat()
      return lstat("\(path)/\(folder)", &facts) == 0 && facts.isDirectory
    }
  }

  /// A file that is not hidden and not known, by its path in the folder; nil if there is none.
  private static func firstOther(
    in root: String, below: String = "", known: Set<ByteString>
  ) -> String? {
    for entry in FolderListing.entries(of: "\(root)/\(below)") ?? [] where !entry.isHidden {
      let file = below + entry.name
      var facts = stat()
      if lstat("\(root)/\(file)", &facts) == 0, facts.isDirectory {
        if let other = firstOther(in: root, below: file + "/", known: known) { return other }
      } else if !known.contains(ByteString(file)) {
        return file
      }
    }
    return nil
  }
}
