/// Why an output cannot be written: one sentence for people.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The output's path.
  public let path: String
  /// What is wrong with it, such as "No space left on device".
  public let cause: String
  /// One sentence: the thing, the cause, the next step.
  public let description: String

  package init(path: String, number: Int32) {
    let nextStep =
      switch number {
      case ENOSPC, EDQUOT: "free some space or choose another location"
      case EACCES, EPERM, EROFS: "choose a writable folder"
      case EISDIR: "pass a file, not a folder"
      case ENOTDIR: "part of the path is a file instead of a folder"
      case EEXIST: "remove the .plumb-*.tmp files that earlier runs left in its folder"
      default: "choose another location"
      }
    self.init(path: path, cause: systemCause(number), nextStep: nextStep)
  }

  package init(path: String, cause: String, nextStep: String) {
    self.path = path
    self.cause = cause
    description = "\(path) cannot be written: \(cause); \(nextStep)."
  }

  private init(emptyName cause: String, nextStep: String) {
    path = ""
    self.cause = cause
    description = "\(cause); \(nextStep)."
  }

  package static let emptyFileName = OutputError(
    emptyName: "the output name is empty", nextStep: "pass a file name")

  package static let emptyFolderName = OutputError(
    emptyName: "the output folder name is empty",
    nextStep: "pass a folder, such as . for the current one")

  package static func endsInSlash(_ path: String) -> OutputError {
    OutputError(path: path, cause: "the name ends in '/'", nextStep: "pass a file, not a folder")
  }
}

/// Writes a file such that nothing half-written ever has its final name.
///
/// The bytes go to a temporary file in the same folder, which `commit` renames. Without a commit
/// the temporary file is removed, also by ``TemporaryFiles/removeAll()`` on an interrupt. A path
/// that is a device or pipe is written to directly. A path that is a link keeps pointing where it
/// does: the file that it leads to is replaced or, where there is none yet, made. Used by one
/// thread at a time.
public final class OutputFile {
  /// The path that the file will have.
  public let path: String
  /// How many bytes have been written.
  public private(set) var byteCount = 0

  private let target: String
  /// Where the bytes go; nil after the end.
  private var file: OpenFile?
  /// The file without its final name; nil for devices and pipes and after the end.
  private var temporary: TemporaryFile?

  /// Makes the parent folders and opens the temporary file.
  ///
  /// - Throws: if the folder cannot be made or written to, the path is empty or a folder, or ends
  ///   in "/".
  public init(path: String) throws(OutputError) {
    self.path = path
    try Self.checkName(path)
    var facts = stat()
    let exists = stat(path, &facts) == 0
    if exists, facts.isDirectory { throw OutputError(path: path, number: EISDIR) }
    let found = exists ? resolvedPath(path) : followedPath(path)
    guard let found else { throw OutputError(path: path, number: errno) }
    target = found
    try Self.checkName(target)
    if exists, !facts.isRegular {
      file = openFile(target, O_WRONLY)
    } else {
      try Self.makeParent(of: target)
      temporary = TemporaryFile(in: parentFolder(target) ?? ".", access: O_WRONLY)
      file = temporary?.file
    }
    if file == nil { throw OutputError(path: path, number: errno) }
  }

  /// Where the bytes are until ``commit()``; nil for devices and pipes, and after the end.
  package var temporaryPath: String? { temporary?.path }

  deinit { discard() }

  /// Refuses invalid file names, before a folder is created.
  private static func checkName(_ path: String) throws(OutputError) {
    if path.isEmpty { throw .emptyFileName }
    switch path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last {
    case let name? where name.isEmpty: throw .endsInSlash(path)
    case let name? where name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8):
      throw OutputError(path: path, number: EISDIR)
    default: break
    }
  }

  private static func makeParent(of path: String) throws(OutputError) {
    let number = makeFolders(parentFolder(path) ?? ".")
    if number != 0 { throw OutputError(path: path, number: number) }
  }

  /// Appends bytes.
  ///
  /// - Throws: if the system refuses; the temporary file is removed then.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    guard let file else { throw OutputError(path: path, number: EBADF) }
    guard writeAll(file.descriptor, bytes) else {
      let cause = errno
      discard()
      throw OutputError(path: path, number: cause)
    }
    byteCount += bytes.count
  }

  /// Gives the file its name; nothing can be written afterwards.
  ///
  /// - Throws: if the last bytes cannot be written or the file cannot be renamed.
  public func commit() throws(OutputError) {
    guard let file else { throw OutputError(path: path, number: EBADF) }
    let isDone = temporary?.finish(as: target) ?? file.close()
    let cause = errno
    self.file = nil
    temporary = nil
    if !isDone { throw OutputError(path: path, number: cause) }
  }

  /// Takes the unfinished file away; does nothing after a commit.
  public func discard() {
    file = nil
    temporary?.discard()
    temporary = nil
  }

  /// Writes a whole file at once.
  ///
  /// - Throws: if the folder or the file cannot be written.
  public static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let output = try OutputFile(path: path)
    var outcome: Result<Void, OutputError> = .success(())
    bytes.withUnsafeBytes { buffer in
      do throws(OutputError) { try output.write(buffer) } catch { outcome = .failure(error) }
    }
    try outcome.get()
    try output.commit()
  }

  /// Makes a folder for outputs, with its parents, and checks that it can be written to.
  ///
  /// Call it before the work whose results go there.
  ///
  /// - Throws: one clear error: the name is empty, a part of it is a file, or this user may not
  ///   write there.
  public static func prepareFolder(_ path: String) throws(OutputError) {
    if path.isEmpty { throw .emptyFolderName }
    let number = makeFolders(path)
    if number != 0 { throw OutputError(path: path, number: number) }
    if access(path, W_OK | X_OK) != 0 { throw OutputError(path: path, number: errno) }
  }
}
