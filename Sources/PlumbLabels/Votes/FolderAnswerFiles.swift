import Dispatch
import PlumbSystem
import Synchronization

/// Files of answers in a folder on disk.
///
/// Links are followed as long as they stay in the folder. Names that begin with a dot are passed
/// over: file managers leave them.
package struct FolderAnswerFiles: AnswerFiles {
  /// The folder's path as given.
  package let name: String
  /// The same without links.
  private let root: String
  private let folder: OpenFile

  /// Opens a folder.
  ///
  /// - Throws: `InputError` if there is none, or it may not be read.
  package init(path: String) throws(InputError) {
    name = path
    guard let folder = openFile(path, O_RDONLY | O_DIRECTORY), let root = resolvedPath(path) else {
      throw InputError(path: path, number: errno)
    }
    self.folder = folder
    self.root = root
  }

  /// How many folders one piece of work lists at most.
  private static let largestBlock = 256

  /// Lists every file below a folder, level by level, the folders of a level on several threads.
  package func list(below top: String, depth: Int) throws -> AnswerListing {
    var level = [top]
    var listing = AnswerListing()
    for step in 0...depth where !level.isEmpty {
      let found = try list(level, isTop: step == 0)
      listing.append(found.listing)
      level = found.folders
    }
    for path in level {
      listing.problems.append(
        VoteProblem(
          code: .unknownName, file: path, message: "a folder where a file was expected"))
    }
    return listing
  }

  private func list(_ folders: [String], isTop: Bool) throws -> FolderContent {
    if isTop { return try content(of: folders[0], isTop: true) }
    let block = max(1, min(Self.largestBlock, folders.count / 64))
    let blocks = (folders.count + block - 1) / block
    let parts = Mutex([FolderContent](repeating: FolderContent(), count: blocks))
    DispatchQueue.concurrentPerform(iterations: blocks) { index in
      var part = FolderContent()
      for folder in folders[index * block..<min((index + 1) * block, folders.count)] {
        do {
          part.append(try content(of: folder, isTop: false))
        } catch {
          part.listing.problems.append(
            VoteProblem(code: .unreadable, file: folder, message: "\(error)"))
        }
      }
      parts.withLock { $0[index] = part }
    }
    return parts.withLock { parts in
      parts.reduce(into: FolderContent()) { $0.append($1) }
    }
  }

  /// What is directly in a folder.
  private func content(of path: String, isTop: Bool) throws(InputError) -> FolderContent {
    guard let entries = FolderListing.entries(of: path.isEmpty ? root : "\(root)/\(path)") else {
      let cause = errno
      if isTop, cause == ENOENT || cause == ENOTDIR { return FolderContent() }
      throw InputError(path: "\(name)/\(path)", number: cause)
    }
    var content = FolderContent()
    let prefix = path.isEmpty ? "" : path + "/"
    for entry in entries where !entry.isHidden { take(entry, prefix, into: &content) }
    return content
  }

  private func take(
    _ entry: FolderListing.Entry, _ prefix: String, into content: inout FolderContent
  ) {
    guard let name = entry.validName else {
      content.refuse(.unknownName, prefix + entry.name, "the name is not UTF-8")
      return
    }
    switch entry.kind {
    case .file: content.listing.paths.append(prefix + name)
    case .folder: content.folders.append(prefix + name)
    case .other: takeOther(prefix + name, into: &content)
    }
  }

  /// Takes a link, or something whose kind the file system keeps to itself.
  private func takeOther(_ path: String, into content: inout FolderContent) {
    guard let real = resolvedPath("\(root)/\(path)") else {
      content.refuse(.unreadable, path, systemCause(errno))
      return
    }
    guard isInside(real, folder: root) else {
      content.refuse(.outsideFolder, path, "a symbolic link points outside \(name)")
      return
    }
    var facts = stat()
    guard stat(real, &facts) == 0, facts.isRegular || facts.isDirectory else {
      content.refuse(.unknownName, path, "not a regular file or folder")
      return
    }
    if facts.isRegular { content.listing.paths.append(path) } else { content.folders.append(path) }
  }

  /// Reads a whole file.
  package func read(_ path: String, into buffer: AnswerBuffer) throws {
    // Without waiting, in case that it became a pipe since it was listed.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW
    var descriptor = openat(folder.descriptor, path, flags)
    if descriptor < 0, errno == ELOOP { descriptor = try openLink(path, flags) }
    guard descriptor >= 0 else { throw AnswerFileError(.unreadable, systemCause(errno)) }
    defer { close(descriptor) }
    try buffer.fill { room in
      guard let base = room.baseAddress else { return 0 }
      let got = readSome(descriptor, into: base, count: room.count)
      if got < 0 { throw AnswerFileError(.unreadable, systemCause(errno)) }
      return got
    }
  }

  private func openLink(_ path: String, _ flags: Int32) throws(AnswerFileError) -> Int32 {
    guard let real = resolvedPath("\(root)/\(path)") else {
      throw AnswerFileError(.unreadable, systemCause(errno))
    }
    guard isInside(real, folder: root) else {
      throw AnswerFileError(.outsideFolder, "the symbolic link points outside \(name)")
    }
    return open(real, flags)
  }
}

/// Files and folders that were found side by side.
private struct FolderContent {
  var listing = AnswerListing()
  var folders: [String] = []

  mutating func append(_ other: FolderContent) {
    listing.append(other.listing)
    folders += other.folders
  }

  mutating func refuse(_ code: VoteProblemCode, _ path: String, _ message: String) {
    listing.problems.append(VoteProblem(code: code, file: path, message: message))
  }
}
