import PlumbSystem

/// Takes the bytes of one attempt.
protocol BodySink: AnyObject {
  /// Receives a body to its end.
  func receive(_ body: ObjectBody) throws(StoreError)
}

/// Keeps a body in memory.
final class MemorySink: BodySink {
  private(set) var bytes: [UInt8] = []

  func receive(_ body: ObjectBody) throws(StoreError) { bytes = try body.readAll() }
}

/// Writes a body to a file without its final name, which is gone with the sink.
final class FileSink: BodySink {
  let file: TemporaryFile
  private let folder: String
  private let keepsBytes: Bool
  /// The first bytes of the body, enough to identify an image format.
  private(set) var start: ArraySlice<UInt8> = []
  /// All bytes, where they are kept in memory as well.
  private(set) var bytes: [UInt8]?

  /// Bytes that are received and written at once.
  private static let pieceSize = 64 << 10

  init(_ folder: FetchFolder, keepsBytes: Bool = false) throws(StoreError) {
    guard let file = folder.newFile() else { throw .unwritable(folder.path, lastSystemError()) }
    self.file = file
    self.folder = folder.path
    self.keepsBytes = keepsBytes
  }

  deinit { file.discard() }

  func receive(_ body: ObjectBody) throws(StoreError) {
    if keepsBytes {
      let bytes = try body.readAll()
      let outcome: Result<Void, StoreError> = bytes.withUnsafeBytes { bytes in
        do throws(StoreError) { return .success(try write(bytes)) } catch { return .failure(error) }
      }
      try outcome.get()
      self.bytes = bytes
    } else {
      try receivePieces(body)
    }
  }

  private func receivePieces(_ body: ObjectBody) throws(StoreError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try body.read(into: buffer)
      if count == 0 { return }
      try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Writes the next bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    if start.count < 8 { start += bytes.prefix(8 - start.count) }
    guard writeAll(file.file.descriptor, bytes) else {
      throw .unwritable(folder, lastSystemError())
    }
  }
}
