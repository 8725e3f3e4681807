import Synchronization

/// The words of the C library for an error number, such as "Permission denied".
package func systemCause(_ number: Int32) -> String {
  String(cString: strerror(number))
}

/// An open file that closes itself.
package final class OpenFile: Sendable {
  package let descriptor: Int32
  private let isOpen = Atomic<Bool>(true)

  package init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { _ = close() }

  /// Closes the file where it is still open; false with the cause in `errno` on trouble.
  ///
  /// Only needed where the last bytes written matter: some file systems report trouble here only.
  package func close() -> Bool {
    guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return true }
    return closeDescriptor(descriptor) == 0
  }
}

/// The system's `close`, which the method of the same name hides.
private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

/// Opens a file, again when a signal came between.
///
/// - Returns: the file, or nil with the cause in `errno`.
package func openFile(_ path: String, _ flags: Int32, mode: mode_t = 0o666) -> OpenFile? {
  while true {
    let descriptor = open(path, flags | O_CLOEXEC, mode)
    if descriptor >= 0 { return OpenFile(descriptor: descriptor) }
    if errno != EINTR { return nil }
  }
}

/// Reads up to `count` bytes at the file's position; 0 at the end, -1 with `errno` on trouble.
package func readSome(_ descriptor: Int32, into base: UnsafeMutableRawPointer, count: Int) -> Int {
  while true {
    let got = read(descriptor, base, count)
    if got >= 0 || errno != EINTR { return got }
  }
}

/// Writes all bytes; false with the cause in `errno` on trouble.
package func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
  var done = 0
  while done < bytes.count {
    guard let base = bytes.baseAddress else { return true }
    let put = write(descriptor, base + done, bytes.count - done)
    if put > 0 { done += put } else if errno != EINTR { return false }
  }
  return true
}

extension stat {
  /// The time of the last change of the content, in nanoseconds since 1970.
  package var modifiedNanoseconds: Int64 {
    #if canImport(Darwin)
      Int64(st_mtimespec.tv_sec) &* 1_000_000_000 &+ Int64(st_mtimespec.tv_nsec)
    #else
      Int64(st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(st_mtim.tv_nsec)
    #endif
  }

  /// The time of the last change of the content or the file's attributes, in nanoseconds.
  package var changedNanoseconds: Int64 {
    #if canImport(Darwin)
      Int64(st_ctimespec.tv_sec) &* 1_000_000_000 &+ Int64(st_ctimespec.tv_nsec)
    #else
      Int64(st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(st_ctim.tv_nsec)
    #endif
  }

  package var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  package var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }
  package var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}

/// The absolute path without links, or nil with the cause in `errno`.
package func resolvedPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}

/// Whether a path without links lies in a folder without links.
package func isInside(_ path: String, folder: String) -> Bool {
  let start = folder.utf8.last == UInt8(ascii: "/") ? folder : folder + "/"
  return path.utf8.starts(with: start.utf8)
}

/// The path that a link, and whatever link it leads to, names in the end, be there something or
/// not; the path itself where it is no link.
///
/// - Returns: nil with the cause in `errno`: the links go round, or one is not UTF-8.
package func followedPath(_ path: String) -> String? {
  // As many as Linux itself follows.
  var place = path
  for _ in 0..<40 {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(place, &bytes, bytes.count)
    // No link, or nothing at all.
    if count < 0 { return place }
    let text = bytes[..<count].map(UInt8.init(bitPattern:))
    guard let next = String(validating: text, as: UTF8.self) else {
      errno = EILSEQ
      return nil
    }
    place = next.utf8.first == UInt8(ascii: "/") ? next : "\(parentFolder(place) ?? ".")/\(next)"
  }
  errno = ELOOP
  return nil
}

/// Makes a folder and its parents where they are not there.
///
/// - Returns: 0, or the error number.
package func makeFolders(_ path: String) -> Int32 {
  if mkdir(path, 0o777) == 0 { return 0 }
  let cause = errno
  if cause == EEXIST {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.isDirectory ? 0 : ENOTDIR
  }
  guard cause == ENOENT, let parent = parentFolder(path), parent != path else { return cause }
  let above = makeFolders(parent)
  if above != 0 { return above }
  return mkdir(path, 0o777) == 0 || errno == EEXIST ? 0 : errno
}

/// The folder that a path lies in; nil for "/" and the empty path.
package func parentFolder(_ path: String) -> String? {
  var bytes = Array(path.utf8)
  while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
  guard !bytes.isEmpty, bytes != [UInt8(ascii: "/")] else { return nil }
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
}

/// The number of the last error of the system on this thread.
package func lastSystemError() -> Int32 { errno }
