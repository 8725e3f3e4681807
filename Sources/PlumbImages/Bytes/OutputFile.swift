#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why an output cannot be written: one sentence for people.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The output's path.
  public let path: String
  /// What the system says, such as "No space left on device".
  public let cause: String
  /// One sentence: the thing, the cause, the next step.
  public var description: String { "\(path) cannot be written: \(cause); \(nextStep)." }

  private let nextStep: String

  init(path: String, number: Int32) {
    self.path = path
    cause = systemCause(number)
    nextStep =
      switch number {
      case ENOSPC, EDQUOT: "free some space or choose another place"
      case EACCES, EPERM, EROFS: "choose a folder that this user may write to"
      case EISDIR: "name a file, not a folder"
      case ENOTDIR, EEXIST: "a part of the path is a file where a folder is needed"
      default: "choose another place"
      }
  }
}

/// Writes a file such that nothing half-written ever has its final name.
///
/// The bytes go to a temporary file in the same folder, which `commit` renames. Without a commit
/// the temporary file is removed, also by ``TemporaryFiles/removeAll()`` on an interrupt. A path
/// that is a device or pipe is written to directly. Used by one thread at a time.
public final class OutputFile {
  /// The path that the file will have.
  public let path: String
  /// How many bytes have been written.
  public private(set) var byteCount = 0

  private let target: String
  /// Where the bytes go until the commit; nil for devices and pipes and after the end.
  private var temporary: String?
  private var file: OpenFile?

  /// Makes the parent folders and opens the temporary file.
  ///
  /// - Throws: where the folder cannot be made or written to, or the path is a folder.
  public init(path: String) throws(OutputError) {
    self.path = path
    var facts = stat()
    let exists = stat(path, &facts) == 0
    if exists, facts.isDirectory { throw OutputError(path: path, number: EISDIR) }
    // A link keeps pointing where it does: the file behind it is replaced.
    target = exists ? resolvedPath(path) ?? path : path
    let isDirect = exists && !facts.isRegular
    if !isDirect { try Self.makeParent(of: target) }
    let place = isDirect ? target : TemporaryFiles.name(in: parentFolder(target) ?? ".")
    if !isDirect { TemporaryFiles.insert(place) }
    let flags = isDirect ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
    guard let opened = openFile(place, flags) else {
      let cause = errno
      TemporaryFiles.remove(place)
      throw OutputError(path: path, number: cause)
    }
    file = opened
    temporary = isDirect ? nil : place
  }

  deinit { discard() }

  private static func makeParent(of path: String) throws(OutputError) {
    let number = makeFolders(parentFolder(path) ?? ".")
    if number != 0 { throw OutputError(path: path, number: number) }
  }

  /// Appends bytes.
  ///
  /// - Throws: where the system refuses; the temporary file is removed then.
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
  /// - Throws: where the last bytes cannot be written or the file cannot be renamed.
  public func commit() throws(OutputError) {
    guard file != nil else { throw OutputError(path: path, number: EBADF) }
    guard let temporary else {
      file = nil
      return
    }
    guard rename(temporary, target) == 0 else {
      let cause = errno
      discard()
      throw OutputError(path: path, number: cause)
    }
    TemporaryFiles.remove(temporary)
    self.temporary = nil
    file = nil
  }

  /// Takes the unfinished file away; does nothing after a commit.
  public func discard() {
    file = nil
    guard let temporary else { return }
    unlink(temporary)
    TemporaryFiles.remove(temporary)
    self.temporary = nil
  }

  /// Writes a whole file at once.
  ///
  /// - Throws: where the folder or the file cannot be written.
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
  /// - Throws: one clear error, before any work has been done.
  public static func prepareFolder(_ path: String) throws(OutputError) {
    let number = makeFolders(path)
    if number != 0 { throw OutputError(path: path, number: number) }
    if access(path, W_OK | X_OK) != 0 { throw OutputError(path: path, number: errno) }
  }
}
