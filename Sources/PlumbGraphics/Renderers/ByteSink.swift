import CPango

/// Takes the bytes that Cairo writes; a C callback can only reach an object.
final class ByteSink {
  /// What `collect` has gathered.
  private(set) var bytes: [UInt8] = []
  /// The error that stopped the writing; nothing is written after it.
  private(set) var failure: (any Error)?
  /// Set when nobody wants the rest: Cairo writes a last time when a surface is destroyed.
  var isClosed = false
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

  /// Hands the bytes on.
  static let forward: cairo_write_func_t = { closure, data, length in
    guard let sink = sink(closure), !sink.isClosed, sink.failure == nil else {
      return CAIRO_STATUS_WRITE_ERROR
    }
    do {
      try sink.write(UnsafeRawBufferPointer(start: data, count: Int(length)))
      return CAIRO_STATUS_SUCCESS
    } catch {
      sink.failure = error
      return CAIRO_STATUS_WRITE_ERROR
    }
  }

  private static func sink(_ closure: UnsafeMutableRawPointer?) -> ByteSink? {
    closure.map { Unmanaged<ByteSink>.fromOpaque($0).takeUnretainedValue() }
  }
}
