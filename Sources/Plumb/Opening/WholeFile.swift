import PlumbReports
import PlumbSystem

/// Small files that are read as a whole.
package enum WholeFile {
  private static let usualLimit = 16_000_000

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - limit: The maximum number of bytes.
  /// - Throws: `InputError` if it cannot be read, and `ReportError` if it is not a small file.
  package static func bytes(_ path: String, limit: Int = usualLimit) throws -> [UInt8] {
    let source = try InputFile.open(path)
    var bytes: [UInt8] = []
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    while true {
      let count = try source.read(into: room)
      if count == 0 { return bytes }
      bytes.append(contentsOf: room[..<count])
      if bytes.count > limit {
        throw ReportError(
          "\(path) is larger than \(limit / 1_000_000) MB; check that it is the right file.")
      }
    }
  }
}
