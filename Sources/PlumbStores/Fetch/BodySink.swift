/// Takes the bytes of one attempt.
protocol BodySink: AnyObject {
  /// The first bytes of the body, as many as tell an image's format.
  var start: ArraySlice<UInt8> { get }

  /// Takes the next bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError)
}

/// Keeps a body in memory.
final class MemorySink: BodySink {
  private(set) var bytes: [UInt8] = []

  init(byteCount: Int) { bytes.reserveCapacity(byteCount) }

  var start: ArraySlice<UInt8> { bytes.prefix(8) }

  func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }
}

/// Writes a body to a file without its final name, which is gone with the sink.
final class FileSink: BodySink {
  let file: TemporaryFile
  private let folder: String
  private(set) var start: ArraySlice<UInt8> = []

  init(_ folder: FetchFolder) throws(StoreError) {
    guard let file = folder.newFile() else { throw .unwritable(folder.path, lastSystemError()) }
    self.file = file
    self.folder = folder.path
  }

  deinit { file.discard() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    if start.count < 8 { start += bytes.prefix(8 - start.count) }
    guard writeAll(file.file.descriptor, bytes) else {
      throw .unwritable(folder, lastSystemError())
    }
  }
}
