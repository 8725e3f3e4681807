import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbImages

/// Notes that say more than their usual words.
@Suite struct RemarkTests {
  private func remark(_ name: String, _ note: ImageNote) throws -> String? {
    try decoded(fixture(name)).remarks[note]
  }

  @Test func aWrongChecksumNamesTheChunkAndWhoRefusesTheFile() throws {
    let pillow = ": Pillow, and so PyTorch, refuses the file"
    #expect(
      try remark("text-checksum.png", .wrongChecksum)
        == "the checksum of the tEXt chunk is wrong" + pillow)
    #expect(
      try remark("own-checksum.png", .wrongChecksum)
        == "the checksums of the chunks tEXt, plUm are wrong" + pillow)
    // Pillow does not verify what follows the picture data.
    #expect(
      try remark("late-checksum.png", .wrongChecksum)
        == "the checksum of the tEXt chunk is wrong: strict programs refuse the file")
    #expect(
      try remark("end-checksum.png", .wrongChecksum)
        == "the checksum of the IEND chunk is wrong: strict programs refuse the file")
    #expect(
      try remark("data-checksum.png", .corrupt)
        == "the checksum of an IDAT chunk is wrong: the picture may be wrong")
  }

  /// Damage never counts as a whole picture with stray bytes; it may be too small to be noticed.
  @Test func damagedDataIsNeverCalledWhole() throws {
    var numbers = SeededNumbers(seed: 5)
    let whole = try fixture("half-chroma.jpg")
    let start =
      try #require(whole.indices.first { whole[$0] == 0xFF && whole[$0 + 1] == 0xDA }) + 14
    var seen: Set<ImageNote> = []
    for _ in 0..<150 {
      var bytes = whole
      let place = Int.random(in: start..<bytes.count - 40, using: &numbers)
      for offset in 0..<8 where bytes[place + offset] != 0xFF && bytes[place + offset] != 0 {
        bytes[place + offset] = .random(in: 1...254, using: &numbers)
      }
      seen.formUnion(try decoded(bytes).notes.list)
    }
    #expect(seen == [.corrupt])
  }
}
