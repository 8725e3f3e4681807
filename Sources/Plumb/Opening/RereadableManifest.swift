import PlumbReports
import PlumbSystem

/// The bytes of a manifest that has been read, for a second reading.
package struct RereadableManifest {
  private enum Place {
    case file(path: String, state: FileState)
    case spool(SpooledByteSource)
  }

  private let place: Place
  /// The source to read instead, so that it can be read again.
  package let source: any ByteSource

  /// Prepares the second reading before the first.
  ///
  /// - Parameters:
  ///   - path: Where the manifest is.
  ///   - source: Its bytes, of which nothing has been read yet.
  /// - Throws: `OutputError` if a copy is needed and cannot be kept.
  package init(path: String, source: any ByteSource) throws(OutputError) {
    if let state = FileState(path) {
      place = .file(path: path, state: state)
      self.source = source
    } else {
      let spool = try SpooledByteSource(source, in: Self.temporaryFolder)
      place = .spool(spool)
      self.source = spool
    }
  }

  private static var temporaryFolder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  /// Opens the manifest again.
  ///
  /// - Throws: if it has changed meanwhile, or cannot be read.
  package func open() throws -> any ByteSource {
    switch place {
    case .spool(let spool): return spool.again()
    case .file(let path, let state):
      let source = try InputFile.open(path)
      guard FileState(path) == state else {
        throw ReportError("\(path) changed while it was being read; run the command again.")
      }
      return source
    }
  }
}

/// The properties that show whether a file has changed.
private struct FileState: Equatable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// nil if it is not a regular file.
  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    (device, inode) = (UInt64(facts.st_dev), UInt64(facts.st_ino))
    (size, seconds, nanoseconds) = (Int64(facts.st_size), time.tv_sec, time.tv_nsec)
  }
}

/// A source that ends where its gzip data is truncated or damaged; the first reading has reported
/// it.
package final class UndamagedByteSource: ByteSource {
  private let source: any ByteSource

  package init(_ source: any ByteSource) { self.source = source }

  package var name: String { source.name }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    do throws(InputError) {
      return try source.read(into: buffer)
    } catch {
      if case .gzipDamaged(_, let bytesOut, _) = error, bytesOut > 0 { return 0 }
      throw error
    }
  }
}
