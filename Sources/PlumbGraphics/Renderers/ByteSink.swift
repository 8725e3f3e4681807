import CPango

/// Takes the bytes that Cairo writes; a C callback can only reach an object.
final class ByteSink {
  /// The bytes that `collect` gathered, or that `forward` has not passed on yet.
  private(set) var bytes: [UInt8] = []
  /// Cairo writes a few bytes at a time; this many go on together.
  private static let pieceLength = 1 << 16
  /// The error that stopped the writing; nothing is written after it.
  private(set) var failure: (any Error)?
  private let write: (UnsafeRawBufferPointer) throws -> Void

  init(write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.write = write
  }

  /// Keeps the bytes in memory.
  static let collect: cairo_write_func_t = { closure, data, length in
    guard let sink = sink(closure) else { return CAIRO_STATUS_WRITE_ERROR }
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }

  /// Hands the bytes on, in pieces.
  static let forward: cairo_write_func_t = { closure, data, length in
    guard let sink = sink(closure), sink.failure == nil else {
      return CAIRO_STATUS_WRITE_ERROR
    }
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    if sink.bytes.count >= pieceLength { sink.flush() }
    return sink.failure == nil ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
  }

  /// Passes on the rest; an error becomes ``failure``.
  func flush() {
    guard failure == nil, !bytes.isEmpty else { return }
    do { try bytes.withUnsafeBytes(write) } catch { failure = error }
    bytes.removeAll(keepingCapacity: true)
  }

  private static func sink(_ closure: UnsafeMutableRawPointer?) -> ByteSink? {
    closure.map { Unmanaged<ByteSink>.fromOpaque($0).takeUnretainedValue() }
  }
}
