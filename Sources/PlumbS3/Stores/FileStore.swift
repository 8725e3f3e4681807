import PlumbSystem
import PlumbText

/// Files of this machine, by their path.
package struct FileStore: ByteStore {
  /// Makes the store.
  package init() {}

  /// Whether a location is a path: it has no scheme.
  package func takes(_ location: String) -> Bool {
    let scheme = location.utf8.prefix { $0 != UInt8(ascii: ":") }
    let rest = location.utf8.dropFirst(scheme.count)
    return !rest.starts(with: "://".utf8) || scheme.contains(UInt8(ascii: "/"))
  }

  /// Describes a file; its modification time serves as the entity tag.
  package func describe(_ location: String) throws(StoreError) -> StoredObject {
    try Self.describe(try open(location, flags: O_RDONLY), location)
  }

  private static func describe(
    _ file: OpenFile, _ location: String
  ) throws(StoreError) -> StoredObject {
    var facts = stat()
    guard fstat(file.descriptor, &facts) == 0 else { throw StoreError(location, errno) }
    guard facts.isRegular else {
      throw StoreError(.refused, at: location, because: "not a regular file")
    }
    return StoredObject(
      location: location, byteCount: Int(facts.st_size),
      entityTag: "\(facts.modifiedNanoseconds)-\(facts.st_ino)")
  }

  /// Reads a whole file.
  package func read(_ location: String, limit: Int) throws(StoreError) -> [UInt8] {
    let file = try open(location, flags: O_RDONLY)
    let size = try Self.describe(file, location).byteCount
    guard size <= limit else {
      throw StoreError(
        .tooLarge, at: location, because: "\(size) bytes, more than the limit of \(limit)")
    }
    // A file that grows meanwhile is read as it was.
    return try Self.read(file, range: 0..<size, location: location)
  }

  /// Reads a part of a file.
  package func read(_ location: String, range: Range<Int>) throws(StoreError) -> [UInt8] {
    let file = try open(location, flags: O_RDONLY)
    let size = try Self.describe(file, location).byteCount
    return try Self.read(file, range: range.clamped(to: 0..<size), location: location)
  }

  private static func read(
    _ file: OpenFile, range: Range<Int>, location: String
  ) throws(StoreError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count, let base = buffer.baseAddress {
        let got = pread(
          file.descriptor, base + count, range.count - count, off_t(range.lowerBound + count))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        count += got
      }
    }
    if failure != 0 { throw StoreError(location, failure) }
    guard bytes.count == range.count else {
      throw StoreError(
        .wrongAnswer, at: location,
        because: "the file became shorter while it was being read; try again")
    }
    return bytes
  }

  /// Lists the files whose path begins with a text; links to folders are not followed.
  package func list(_ prefix: String) throws(StoreError) -> [StoredObject] {
    let isFolder = prefix.utf8.last == UInt8(ascii: "/")
    let folder = isFolder ? String(prefix.dropLast()) : parentFolder(prefix) ?? "."
    var found: [StoredObject] = []
    try Self.walk(folder.isEmpty ? "/" : folder, prefix: prefix, into: &found)
    return found.sorted { ByteString($0.location) < ByteString($1.location) }
  }

  private static func walk(
    _ folder: String, prefix: String, into found: inout [StoredObject]
  ) throws(StoreError) {
    for name in try names(in: folder) {
      let shown = prefix.utf8.contains(UInt8(ascii: "/")) || folder != "."
      let path = shown ? (folder == "/" ? "/\(name)" : "\(folder)/\(name)") : name
      var facts = stat()
      guard lstat(path, &facts) == 0 else { continue }
      if facts.isDirectory {
        let inside = path + "/"
        if inside.utf8.starts(with: prefix.utf8) || prefix.utf8.starts(with: inside.utf8) {
          try walk(path, prefix: prefix, into: &found)
        }
      } else if path.utf8.starts(with: prefix.utf8), stat(path, &facts) == 0, facts.isRegular {
        found.append(try FileStore().describe(path))
      }
    }
  }

  private static func names(in folder: String) throws(StoreError) -> [String] {
    guard let entries = FolderListing.entries(of: folder) else {
      throw StoreError(folder, errno)
    }
    return entries.compactMap(\.validName)
  }

  /// Opens a file to be read from its beginning to its end.
  package func open(_ location: String) throws(StoreError) -> any ByteSource {
    do throws(InputError) { return try FileByteSource(path: location) } catch {
      switch error {
      case .noSuchFile: throw StoreError(location, ENOENT)
      case .permissionDenied: throw StoreError(location, EACCES)
      case .isFolder: throw StoreError(location, EISDIR)
      default: throw StoreError(.refused, at: location, because: "\(error)".withoutFullStop)
      }
    }
  }

  private func open(_ location: String, flags: Int32) throws(StoreError) -> OpenFile {
    // A pipe must not block.
    guard let file = openFile(location, flags | O_NONBLOCK) else {
      throw StoreError(location, errno)
    }
    return file
  }
}

extension StoreError {
  /// Why a file cannot be read.
  fileprivate init(_ path: String, _ number: Int32) {
    switch number {
    case ENOENT, ENOTDIR: self.init(.notFound, at: path, because: "no such file; check the path")
    case EACCES, EPERM:
      self.init(
        .accessDenied, at: path, because: "permission denied; make the file readable for this user")
    case EMFILE, ENFILE: self.init(.noDescriptors, at: path, because: systemCause(number))
    default: self.init(.refused, at: path, because: "cannot be read: \(systemCause(number))")
    }
  }
}
