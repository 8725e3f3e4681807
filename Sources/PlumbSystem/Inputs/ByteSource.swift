/// Why an input cannot be read; its description is one sentence for people, with the next step.
public enum InputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no file of this name.
  case noSuchFile(path: String)
  /// The path names a folder.
  case isFolder(path: String)
  /// The file may not be read by this user.
  case permissionDenied(path: String)
  /// Anything else that the system says.
  case unreadable(path: String, cause: String)
  /// The gzip data unpacks to far more than any manifest would.
  case gzipTooLarge(path: String, bytesOut: Int)
  /// The gzip data is truncated or damaged after `bytesOut` unpacked bytes.
  case gzipDamaged(path: String, bytesOut: Int, cause: String)
  /// It is on another machine, which does not give it, or not all of it: a stable code and a sentence.
  case remote(code: String, message: String)

  /// One sentence: the thing, the cause, the next step.
  public var description: String {
    switch self {
    case .noSuchFile(let path): "\(path): no such file; check the path."
    case .isFolder(let path): "\(path) is a folder, not a file; pass the file in it."
    case .permissionDenied(let path):
      "\(path): permission denied; make the file readable for this user."
    case .unreadable(let path, let cause): "\(path) cannot be read: \(cause)."
    case .gzipTooLarge(let path, let count):
      "\(path): the gzip data unpacks to more than \(count) bytes, over 200 times its size; "
        + "if that is intended, unpack it first."
    case .gzipDamaged(let path, let count, let cause):
      "\(path): the gzip data is damaged (\(cause)) after \(count) unpacked bytes; "
        + "copy the file again."
    case .remote(_, let message): message
    }
  }

  package init(path: String, number: Int32) {
    switch number {
    case ENOENT, ENOTDIR: self = .noSuchFile(path: path)
    case EISDIR: self = .isFolder(path: path)
    case EACCES, EPERM: self = .permissionDenied(path: path)
    default: self = .unreadable(path: path, cause: systemCause(number))
    }
  }
}

/// A source of bytes that is read once, from start to end.
///
/// Not thread-safe. A source can wrap another.
package protocol ByteSource: AnyObject {
  /// What it is called in messages: a path, or "standard input".
  var name: String { get }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: where they are put; at least 1 byte.
  /// - Returns: how many were put there, 0 only at the end.
  /// - Throws: why no more can be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
}

/// The bytes of a file or of standard input as they are.
package final class FileByteSource: ByteSource {
  /// The path as given, or "standard input".
  package let name: String
  private let file: OpenFile

  /// Opens a file; "-" is standard input.
  package init(path: String) throws(InputError) {
    if path == "-" {
      name = "standard input"
      file = OpenFile(descriptor: dup(0))
      return
    }
    name = path
    guard let opened = openFile(path, O_RDONLY) else {
      throw InputError(path: path, number: errno)
    }
    var facts = stat()
    if fstat(opened.descriptor, &facts) == 0, facts.isDirectory {
      throw InputError.isFolder(path: path)
    }
    file = opened
  }

  /// Reads the next bytes of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    let got = readSome(file.descriptor, into: base, count: buffer.count)
    if got < 0 { throw InputError(path: name, number: errno) }
    return got
  }
}

/// Some bytes that have been read already, then the rest of a source.
package final class PrefixedByteSource: ByteSource {
  private let source: any ByteSource
  private var prefix: ArraySlice<UInt8>

  package init(_ prefix: [UInt8], then source: any ByteSource) {
    self.prefix = prefix[...]
    self.source = source
  }

  package var name: String { source.name }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard !prefix.isEmpty else { return try source.read(into: buffer) }
    let count = min(prefix.count, buffer.count)
    buffer.copyBytes(from: prefix.prefix(count))
    prefix = prefix.dropFirst(count)
    return count
  }
}

/// Opens inputs, plain or gzip.
package enum InputFile {
  /// Opens a file, or standard input for "-"; gzip is seen by its first two bytes and unpacked.
  ///
  /// - Throws: one clear error: no such file, a folder, permission denied.
  package static func open(_ path: String) throws(InputError) -> any ByteSource {
    try unpacked(try FileByteSource(path: path))
  }

  /// Takes a source as it is or, where its first two bytes are those of gzip, unpacks it.
  package static func unpacked(_ source: any ByteSource) throws(InputError) -> any ByteSource {
    var start: [UInt8] = []
    var pair: [UInt8] = [0, 0]
    while start.count < 2 {
      let got = try read(source, into: &pair, upTo: 2 - start.count)
      if got == 0 { break }
      start += pair[..<got]
    }
    let whole = PrefixedByteSource(start, then: source)
    return start == [0x1F, 0x8B] ? try GzipByteSource(whole) : whole
  }

  /// Reads into an array; closures cannot pass typed errors through a buffer's scope here.
  private static func read(
    _ source: any ByteSource, into bytes: inout [UInt8], upTo count: Int
  ) throws(InputError) -> Int {
    var outcome: Result<Int, InputError> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      do throws(InputError) {
        outcome = .success(
          try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }
}
