import PlumbSystem

/// Writes a line to standard error.
func say(_ message: String) {
  let bytes = Array((message + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}

/// Ends the program with a reason.
func fail(_ message: String) -> Never {
  say("consolidation-client: \(message)")
  exit(2)
}

/// The bytes of a file.
func bytes(of path: String) throws(InputError) -> [UInt8] {
  let source = try FileByteSource(path: path)
  var bytes: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
  defer { buffer.deallocate() }
  while true {
    let count = try source.read(into: buffer)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}
