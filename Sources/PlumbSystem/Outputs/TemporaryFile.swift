import Synchronization

/// A new file under a name of its own, which is removed unless it gets its final name.
///
/// An interrupt removes it too, see ``TemporaryFiles``. Used by one thread at a time.
package final class TemporaryFile {
  /// The open file; closed after ``finish(as:)`` and ``discard()``.
  package let file: OpenFile
  /// Its own name, until it gets its final one.
  package let path: String
  private let place: TemporaryFiles.Place?
  private var isPending = true

  private static let counter = Atomic<Int>(0)
  private static let mostTries = 10_000

  /// Makes the file.
  ///
  /// A process that was killed leaves its file, and another may have its process number later, or
  /// at the same time in another container: a name that is taken is left alone and the next tried.
  ///
  /// - Parameter access: `O_WRONLY` or `O_RDWR`.
  /// - Returns: nil with the cause in `errno`; `EEXIST` where too many names are taken.
  package init?(in folder: String, access: Int32) {
    for _ in 0..<Self.mostTries {
      let number = Self.counter.wrappingAdd(1, ordering: .relaxed).oldValue
      let path = "\(folder)/.plumb-\(getpid())-\(number).tmp"
      // Before the file is there: an interrupt between the two would leave it. Where the name is
      // taken, what an interrupt could remove in this moment is unfinished, and of a dead process.
      let place = TemporaryFiles.insert(path)
      if let file = openFile(path, access | O_CREAT | O_EXCL) {
        self.file = file
        self.path = path
        self.place = place
        return
      }
      let cause = errno
      if let place { TemporaryFiles.remove(place) }
      errno = cause
      if cause != EEXIST { return nil }
    }
    errno = EEXIST
    return nil
  }

  deinit { discard() }

  /// Closes the file and gives it its final name; false with the cause in `errno`.
  ///
  /// Some file systems say only on closing that there is no room for the last bytes. The file is
  /// gone where this fails.
  package func finish(as target: String) -> Bool {
    let isDone = move(to: target)
    if !isDone { discard() }
    return isDone
  }

  /// Closes the file and gives it its final name; where this fails, with the cause in `errno`,
  /// another name can be tried.
  package func move(to target: String) -> Bool {
    guard isPending else {
      errno = EBADF
      return false
    }
    guard file.close(), rename(path, target) == 0 else { return false }
    forget()
    return true
  }

  /// The process that made a file of this name; nil if the name is none of these.
  package static func owner(of name: String) -> pid_t? {
    let parts = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual(".plumb".utf8), name.hasSuffix(".tmp") else {
      return nil
    }
    return pid_t(String(decoding: parts[1], as: UTF8.self))
  }

  /// Takes the file away; does nothing once it has its final name.
  ///
  /// Leaves `errno` as it was.
  package func discard() {
    guard isPending else { return }
    let cause = errno
    _ = file.close()
    unlink(path)
    forget()
    errno = cause
  }

  private func forget() {
    isPending = false
    if let place { TemporaryFiles.remove(place) }
  }
}
