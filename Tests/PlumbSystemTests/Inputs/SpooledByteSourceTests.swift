import Foundation
import TestSupport
import Testing

@testable import PlumbSystem

struct SpooledByteSourceTests {
  /// Gives bytes in small pieces, and then fails where it is told to.
  private final class Pieces: ByteSource {
    let name = "pieces"
    private var rest: ArraySlice<UInt8>
    private let failure: InputError?

    init(_ bytes: [UInt8], failure: InputError? = nil) {
      rest = bytes[...]
      self.failure = failure
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
      let piece = rest.prefix(min(buffer.count, 100))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      if piece.isEmpty, let failure { throw failure }
      return piece.count
    }
  }

  private func all(_ source: any ByteSource) throws -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 333, alignment: 1)
    defer { room.deallocate() }
    var bytes: [UInt8] = []
    while case let count = try source.read(into: room), count > 0 { bytes += room[..<count] }
    return bytes
  }

  @Test func itReadsTwiceAndMore() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    do {
      let spool = try SpooledByteSource(Pieces(bytes), in: folder.path)
      #expect(try all(spool) == bytes)
      for _ in 0..<2 { #expect(try all(spool.again()) == bytes) }
      #expect(spool.name == "pieces" && spool.again().name == "pieces" && !spool.isGzip)
    }
    #expect(folder.names().isEmpty)
  }

  @Test func aFailureComesAgain() throws {
    let folder = try TemporaryFolder()
    let failure = InputError.gzipDamaged(path: "x", bytesOut: 5, cause: "c")
    let spool = try SpooledByteSource(Pieces([1, 2, 3], failure: failure), in: folder.path)
    #expect(throws: failure) { try all(spool) }
    #expect(throws: failure) { try all(spool.again()) }
  }

  @Test func aFolderThatIsNotThereIsRefused() {
    #expect(throws: OutputError.self) { try SpooledByteSource(Pieces([]), in: "/nowhere/at/all") }
  }
}
