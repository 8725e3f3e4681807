import PlumbImages
import PlumbLabels
import PlumbSystem
import PlumbText
import Synchronization

/// A folder that objects are downloaded into, held by this process alone.
///
/// An object becomes `DIR/bucket/key` where that is a safe and unique name, otherwise
/// `DIR/.plumb/objects/…`; a file has its final name only when it is complete. What an earlier run
/// or another program put there is found again. Safe to share between threads.
package final class FetchFolder: Sendable {
  /// The folder's path as it was given.
  package let path: String
  private let root: String
  private let temporaryFolder: String
  /// Keeps the lock until the end.
  private let lock: OpenFile
  /// The index on disk, only ever appended to.
  private let log: OpenFile
  private let index: Mutex<FetchIndex>
  private let checkedFolders = Mutex<Set<ByteString>>([])

  /// Whether no file of images was there at the start, and the index was empty: then nothing need be
  /// looked for that is not in the index.
  package let wasEmpty: Bool

  /// Makes the folder where it is not there, locks it, and takes away what dead processes left.
  ///
  /// - Throws: if it cannot be written to, or another process downloads into it.
  package init(path: String) throws(StoreError) {
    self.path = path
    let own = "\(path)/\(LocalName.ownFolder)"
    temporaryFolder = own + "/temporary"
    if path.isEmpty {
      throw StoreError(.unwritable, at: "the images' folder", because: "the name is empty")
    }
    let number = makeFolders(temporaryFolder)
    if number != 0 { throw .unwritable(path, number) }
    guard let resolved = resolvedPath(path) else { throw .unwritable(path, errno) }
    root = resolved
    lock = try Self.lock(own + "/lock", path)
    Self.removeLeftovers(in: temporaryFolder)
    log = try Self.openLog(FetchIndex.path(in: path), path)
    let known = FetchIndex.load(path)
    index = Mutex(known)
    wasEmpty = known.count == 0 && Self.isEmpty(path)
  }

  private static func isEmpty(_ folder: String) -> Bool {
    guard let entries = FolderListing.entries(of: folder) else { return false }
    return entries.allSatisfy { $0.name == LocalName.ownFolder }
  }

  private static let lockTries = 20
  /// In microseconds.
  private static let lockPause: UInt32 = 20_000

  private static func lock(_ name: String, _ path: String) throws(StoreError) -> OpenFile {
    guard let file = openFile(name, O_RDWR | O_CREAT) else { throw .unwritable(path, errno) }
    for _ in 0..<lockTries {
      if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { return file }
      // Where the file system has no locks, two runs only do each other's work.
      guard errno == EWOULDBLOCK else { return file }
      // A program that is just being started by whoever had the lock has it for a moment too.
      usleep(lockPause)
    }
    throw StoreError(
      .unwritable, at: path,
      because: "another plumb process is downloading into this folder; wait until it finishes")
  }

  /// Opens the index to append to it, behind the end of a line.
  private static func openLog(_ name: String, _ path: String) throws(StoreError) -> OpenFile {
    guard let file = openFile(name, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW) else {
      throw .unwritable(path, errno)
    }
    var last: UInt8 = 0x0A
    let end = lseek(file.descriptor, -1, SEEK_END)
    if end >= 0 { _ = readSome(file.descriptor, into: &last, count: 1) }
    if last != 0x0A, !withUnsafeBytes(of: UInt8(0x0A), { writeAll(file.descriptor, $0) }) {
      throw .unwritable(path, errno)
    }
    return file
  }

  /// Removes the unfinished files of processes that are no more.
  private static func removeLeftovers(in folder: String) {
    for name in FolderListing.names(of: folder) {
      guard let owner = TemporaryFile.owner(of: name), owner != getpid() else { continue }
      if kill(owner, 0) != 0, errno == ESRCH { unlink("\(folder)/\(name)") }
    }
  }

  /// The file of an object that is there already, or nil.
  ///
  /// One that was downloaded must still have its size: power may have failed. One that the user put
  /// there is taken as it is, unless it is empty.
  func existing(_ object: ObjectName) -> (path: String, byteCount: Int)? {
    if let place = index.withLock({ $0.place(object) }) {
      let path = "\(root)/\(place.name.path(object))"
      return regularFile(path) == place.byteCount ? (path, place.byteCount) : nil
    }
    guard !wasEmpty, LocalName.isSafe(object) else { return nil }
    let path = "\(root)/\(LocalName.plain.path(object))"
    guard let size = regularFile(path), size > 0, hasExactName(path) else { return nil }
    return (path, size)
  }

  private func regularFile(_ path: String) -> Int? {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.isRegular else { return nil }
    return Int(facts.st_size)
  }

  /// Whether the file has this name byte for byte, and is not another that the file system takes
  /// for it.
  private func hasExactName(_ path: String) -> Bool {
    #if canImport(Darwin)
      guard let file = openFile(path, O_RDONLY | O_NOFOLLOW) else { return false }
      var name = [CChar](repeating: 0, count: Int(MAXPATHLEN))
      guard fcntl(file.descriptor, F_GETPATH, &name) == 0 else { return false }
      return name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)).elementsEqual(path.utf8)
    #else
      // A folder may be told to take all cases alike here too, but hardly one of photographs.
      return true
    #endif
  }

  /// A new file under a name of its own; nil with the cause in `errno`.
  func newFile() -> TemporaryFile? { TemporaryFile(in: temporaryFolder, access: O_WRONLY) }

  /// Gives a complete file its name.
  ///
  /// The index is written first: an indexed file that is missing is just requested again.
  ///
  /// - Parameters:
  ///   - isPlain: Whether it may lie as `bucket/key`; a name that the file system does not take, or
  ///     that would make a folder of a file, is replaced by a hashed one all the same.
  ///   - start: Its first bytes.
  /// - Returns: The path.
  func keep(
    _ file: TemporaryFile, as object: ObjectName, isPlain: Bool, start: ArraySlice<UInt8>,
    facts: BodyFacts
  ) throws(StoreError) -> String {
    let hashed = LocalName.hashed(LocalName.Extension(start))
    for name in isPlain ? [.plain, hashed] : [hashed] {
      let target = "\(root)/\(name.path(object))"
      if makeParent(of: name.path(object)) {
        try note(object, at: FetchIndex.Place(byteCount: facts.byteCount, name: name), facts: facts)
        if file.move(to: target) { return target }
      }
      let cause = errno
      let isTroubleWithName = [
        EACCES, EEXIST, EILSEQ, EINVAL, EISDIR, ELOOP, ENAMETOOLONG, ENOTDIR,
      ].contains(cause)
      if name != .plain || !isTroubleWithName { throw .unwritable(target, cause) }
    }
    throw .unwritable(path, EINVAL)
  }

  /// Makes the folder that a name lies in, inside of ours; false with the cause in `errno`.
  private func makeParent(of name: String) -> Bool {
    guard let parent = parentFolder(name) else { return true }
    if checkedFolders.withLock({ $0.contains(ByteString(parent)) }) { return true }
    let number = makeFolders("\(root)/\(parent)")
    let isInside =
      number == 0
      && resolvedPath("\(root)/\(parent)").map { $0.utf8.starts(with: "\(root)/".utf8) } ?? false
    if isInside { checkedFolders.withLock { _ = $0.insert(ByteString(parent)) } }
    // A link in the folder that leads out of it is not followed.
    if !isInside { errno = number == 0 ? ELOOP : number }
    return isInside
  }

  private func note(
    _ object: ObjectName, at place: FetchIndex.Place, facts: BodyFacts
  ) throws(StoreError) {
    let line = FetchIndex.line(object, place, entityTag: facts.entityTag)
    // One call for each line, which the system appends as a whole: threads need not wait for each
    // other, and a killed process leaves at most one line that is cut off.
    let number = line.withUnsafeBytes { writeAll(log.descriptor, $0) ? 0 : errno }
    if number != 0 { throw .unwritable(path, number) }
    index.withLock { $0.set(place, object) }
  }
}

/// What is known about a body that was received and verified.
struct BodyFacts: Sendable {
  var byteCount: Int
  var entityTag: String?
}

extension StoreError {
  /// Why a file cannot be written.
  static func unwritable(_ path: String, _ number: Int32) -> StoreError {
    let code: StoreFailureCode =
      number == EMFILE || number == ENFILE ? .noDescriptors : .unwritable
    let nextStep =
      switch number {
      case ENOSPC, EDQUOT:
        "free some space and run the command again; it resumes with the images already downloaded"
      case EACCES, EPERM, EROFS: "choose a writable folder"
      default: "choose another folder"
      }
    return StoreError(
      code, at: path, because: "cannot be written: \(systemCause(number)); \(nextStep)")
  }
}
