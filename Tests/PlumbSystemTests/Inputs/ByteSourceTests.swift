import CZlib
import TestSupport
import Testing

@testable import PlumbSystem

@Suite struct ByteSourceTests {
  private let text = Array("one line\nand another\n".utf8)

  /// One gzip member.
  private func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var out = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    var input = bytes
    let count = input.withUnsafeMutableBufferPointer { input in
      out.withUnsafeMutableBufferPointer { out in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = out.baseAddress
        stream.avail_out = UInt32(out.count)
        deflate(&stream, Z_FINISH)
        return out.count - Int(stream.avail_out)
      }
    }
    return Array(out[..<count])
  }

  private func read(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let source = try InputFile.open(folder.write("in", bytes))
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
    defer { room.deallocate() }
    var result: [UInt8] = []
    while true {
      let count = try source.read(into: room)
      if count == 0 { return result }
      result += room[..<count]
    }
  }

  @Test func plainAndPackedAreRead() throws {
    #expect(try read(text) == text)
    #expect(try read([]) == [])
    #expect(try read([0x1F]) == [0x1F])
    #expect(try read(packed(text)) == text)
    #expect(try read(packed(text) + packed([]) + packed(text)) == text + text)
    #expect(try read(packed(text) + [0, 0, 0]) == text)
  }

  @Test func smallReadsGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let source = try InputFile.open(folder.write("in.gz", packed(text)))
    let byte = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    defer { byte.deallocate() }
    var out: [UInt8] = []
    while try source.read(into: byte) == 1 { out.append(byte[0]) }
    #expect(out == text)
    #expect(try source.read(into: byte) == 0)
  }

  @Test func damagedGzipSaysHowFarItCame() throws {
    let long = [UInt8]((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })
    let whole = packed(long)
    for cut in [2, 10, whole.count / 2, whole.count - 1] {
      #expect(throws: InputError.self) { try read(Array(whole[..<cut])) }
    }
    var damaged = whole
    damaged[whole.count - 6] ^= 1
    let error = #expect(throws: InputError.self) { try read(damaged) }
    guard case .gzipDamaged(_, let count, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(count == long.count)
    #expect(throws: InputError.self) { try read(packed(text) + Array("junk".utf8)) }
  }

  @Test func aBombIsStopped() throws {
    let bomb = packed([UInt8](repeating: 0, count: 100 << 20))
    let error = #expect(throws: InputError.self) { try read(bomb) }
    guard case .gzipTooLarge = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // Below the free size, any ratio will do.
    #expect(try read(packed([UInt8](repeating: 0, count: 10 << 20))).count == 10 << 20)
  }

  @Test func errorsNameThePathAndTheCause() throws {
    let folder = try TemporaryFolder()
    let none = folder.path + "/none"
    #expect(throws: InputError.noSuchFile(path: none)) { try InputFile.open(none) }
    #expect(throws: InputError.isFolder(path: folder.path)) { try InputFile.open(folder.path) }
    #expect(InputError.noSuchFile(path: "x").description == "x: no such file; check the path.")
  }
}
