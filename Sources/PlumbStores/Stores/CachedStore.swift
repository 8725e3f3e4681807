import PlumbSystem

/// A store around another that keeps what was read in a folder.
///
/// A copy belongs to a location and an entity tag: an object that changed is read anew, one that
/// has no entity tag is never kept. The other store is asked for the tag each time. A folder that
/// cannot be written to costs time only.
package struct CachedStore: ByteStore {
  private let store: any ByteStore
  private let folder: String

  /// Puts a cache around a store.
  ///
  /// - Parameter folder: Where copies are kept; made when it is needed.
  package init(_ store: any ByteStore, folder: String) {
    self.store = store
    self.folder = folder
  }

  /// Whether the other store takes a location.
  package func takes(_ location: String) -> Bool { store.takes(location) }

  /// Asks the other store.
  package func describe(_ location: String) throws(StoreError) -> StoredObject {
    try store.describe(location)
  }

  /// Reads the copy, or the object, which becomes one.
  package func read(_ location: String, limit: Int) throws(StoreError) -> [UInt8] {
    let description = try store.describe(location)
    if let copy = copy(description) {
      guard description.byteCount <= limit else {
        throw StoreError(
          .tooLarge, at: location,
          because: "\(description.byteCount) bytes, more than the limit of \(limit)")
      }
      if let bytes = try? FileStore().read(copy, limit: limit) { return bytes }
    }
    let bytes = try store.read(location, limit: limit)
    if let path = path(description), bytes.count == description.byteCount {
      try? OutputFile.write(bytes, to: path)
    }
    return bytes
  }

  /// Reads from the copy, or from the object.
  package func read(_ location: String, range: Range<Int>) throws(StoreError) -> [UInt8] {
    let description = try store.describe(location)
    if let copy = copy(description), let bytes = try? FileStore().read(copy, range: range) {
      return bytes
    }
    return try store.read(location, range: range)
  }

  /// Asks the other store.
  package func list(_ prefix: String) throws(StoreError) -> [StoredObject] {
    try store.list(prefix)
  }

  /// Opens the copy, or the object, which becomes one when it was read to its end.
  package func open(_ location: String) throws(StoreError) -> any ByteSource {
    let description = try store.describe(location)
    if let copy = copy(description), let source = try? FileStore().open(copy) {
      return NamedByteSource(source, name: location)
    }
    let source = try store.open(location)
    guard let path = path(description), let output = try? OutputFile(path: path) else {
      return source
    }
    return CopyingByteSource(source, output, byteCount: description.byteCount)
  }

  /// The file of the copy; nil where the object has no entity tag.
  private func path(_ description: StoredObject) -> String? {
    guard let tag = description.entityTag else { return nil }
    let key = Array("\(description.location)\u{0}\(tag)".utf8)
    let hash = key.withUnsafeBytes { ContentHash(of: $0) }
    return "\(folder)/\(hash.hexadecimal)"
  }

  /// The path of the copy, where there is a whole one.
  private func copy(_ description: StoredObject) -> String? {
    guard let path = path(description) else { return nil }
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.isRegular, Int(facts.st_size) == description.byteCount
    else { return nil }
    return path
  }
}

/// A source under the name of another.
private final class NamedByteSource: ByteSource {
  let name: String
  private let source: any ByteSource

  init(_ source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    try source.read(into: buffer)
  }
}

/// Writes what is read to a file, which gets its name at the verified end.
private final class CopyingByteSource: ByteSource {
  private let source: any ByteSource
  private var output: OutputFile?
  private let byteCount: Int

  init(_ source: any ByteSource, _ output: OutputFile, byteCount: Int) {
    self.source = source
    self.output = output
    self.byteCount = byteCount
  }

  var name: String { source.name }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = try source.read(into: buffer)
    if count == 0 {
      if let output, output.byteCount == byteCount { try? output.commit() }
      output = nil
    } else {
      do throws(OutputError) {
        try output?.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      } catch {
        output = nil
      }
    }
    return count
  }
}
