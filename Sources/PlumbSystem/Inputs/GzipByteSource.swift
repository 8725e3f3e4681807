import CZlib

/// Unpacks gzip data, of one member or several, while it is read: memory stays constant.
package final class GzipByteSource: ByteSource {
  /// What comes out beyond this must not be over `expansion` times what went in.
  private static let freeBytes = 64 << 20
  private static let expansion = 200
  private static let inputCapacity = 65_536

  private let source: any ByteSource
  private let input: UnsafeMutableRawBufferPointer
  private let stream: UnsafeMutablePointer<z_stream>
  private var bytesIn = 0
  private var bytesOut = 0
  private var inMember = true
  private var sourceEnded = false

  /// Begins to unpack a source that starts with a gzip header.
  package init(_ source: any ByteSource) throws(InputError) {
    self.source = source
    input = .allocate(byteCount: Self.inputCapacity, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for the gzip wrapper.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw InputError.unreadable(path: source.name, cause: "zlib cannot be initialised (\(code))")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// The name of the source within.
  package var name: String { source.name }

  /// Unpacks the next bytes.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      if stream.pointee.avail_in == 0, !sourceEnded { try fill() }
      guard try isInsideMember() else { return 0 }
      let got = try unpack(into: buffer)
      if got > 0 { return got }
    }
  }

  private func fill() throws(InputError) {
    let got = try source.read(into: input)
    sourceEnded = got == 0
    bytesIn += got
    stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = UInt32(got)
  }

  /// Begins the next member where one has ended; false at the end of the data.
  private func isInsideMember() throws(InputError) -> Bool {
    if inMember {
      if stream.pointee.avail_in == 0, sourceEnded { throw damaged("truncated") }
      return true
    }
    // Zeros behind the last member are padding, as on tapes.
    while true {
      while stream.pointee.avail_in > 0, stream.pointee.next_in?.pointee == 0 {
        stream.pointee.avail_in -= 1
        stream.pointee.next_in += 1
      }
      if stream.pointee.avail_in > 0 { break }
      if sourceEnded { return false }
      try fill()
    }
    inflateReset(stream)
    inMember = true
    return true
  }

  private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(room)
    let code = inflate(stream, Z_NO_FLUSH)
    let got = room - Int(stream.pointee.avail_out)
    bytesOut += got
    if bytesOut > Self.freeBytes, bytesOut > Self.expansion * max(1, bytesIn) {
      throw InputError.gzipTooLarge(path: name, bytesOut: Self.freeBytes)
    }
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: inMember = false
    default: throw damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib \(code)")
    }
    return got
  }

  private func damaged(_ cause: String) -> InputError {
    .gzipDamaged(path: name, bytesOut: bytesOut, cause: cause)
  }
}
