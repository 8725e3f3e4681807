/// The whole content of a file that is expected to be small.
///
/// - Throws: the cause if it cannot be read, or has more bytes than allowed.
package func smallFile(_ path: String, mostBytes: Int = 1 << 20) throws(SmallFileError) -> [UInt8] {
  guard let file = openFile(path, O_RDONLY) else { throw .system(systemCause(errno)) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = buffer.withUnsafeMutableBytes { room in
      room.baseAddress.map { readSome(file.descriptor, into: $0, count: room.count) } ?? 0
    }
    if count < 0 { throw .system(systemCause(errno)) }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
    if bytes.count > mostBytes { throw .tooLarge }
  }
}

/// Why a small file could not be read.
package enum SmallFileError: Error {
  /// The words of the system.
  case system(String)
  /// It is none.
  case tooLarge
}
