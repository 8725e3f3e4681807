import TestSupport
import Testing

@testable import PlumbLabels

struct ByteStringTableTests {
  @Test func numbersFollowFirstAppearance() {
    var table = ByteStringTable()
    #expect(["b", "a", "b", "", "c", "", "a"].map { table.intern($0) } == [0, 1, 0, 2, 3, 2, 1])
    #expect((0..<table.count).map(table.string) == ["b", "a", "", "c"])
  }

  @Test func canonicallyEqualTextsStayApart() {
    let composed = "caf\u{E9}"
    let decomposed = "cafe\u{301}"
    #expect(composed == decomposed)
    var table = ByteStringTable()
    #expect(table.intern(composed) == 0)
    #expect(table.intern(decomposed) == 1)
    #expect(table.intern(composed) == 0)
    #expect(Array(table[0]) == Array(composed.utf8))
    #expect(table.find(Array(decomposed.utf8)) == 1)
  }

  @Test func bytesAreKeptWhateverTheyAre() {
    var table = ByteStringTable()
    for bytes: [UInt8] in [[0], [0, 0], [0xFF], []] {
      let id = table.intern(bytes[...])
      #expect(table[id].elementsEqual(bytes))
    }
    #expect(table.count == 4)
    #expect(table.find([0xFE]) == nil)
  }

  @Test func agreesWithADictionaryWhileItGrows() {
    var numbers = SeededNumbers(seed: 3)
    var table = ByteStringTable()
    var known: [String: Int] = [:]
    for _ in 0..<20_000 {
      let text = String(Int.random(in: 0..<4_000, using: &numbers), radix: 36)
      let expected = known[text] ?? known.count
      known[text] = expected
      #expect(table.intern(text) == expected)
    }
    #expect(table.count == known.count)
    for (text, id) in known { #expect(table.string(id) == text) }
  }
}

struct BytesTests {
  private func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { hashBytes($0) } }

  @Test func hashesDependOnTheSeedAlone() {
    let text = Array("s3://bucket/key".utf8)
    func hash(_ seed: UInt64) -> UInt64 { text.withUnsafeBytes { hashBytes($0, seed: seed) } }
    #expect(hash(1) == hash(1))
    #expect(Set((0..<1_000).map { hash($0) }).count == 1_000)
  }

  /// Names that make a factor of the product zero must not forget what stands before them.
  @Test func noWordSwallowsWhatStandsBefore() {
    let seed: UInt64 = 7
    var seen: Set<UInt64> = []
    for start in 0..<200 {
      for word in [0, 0xA076_1D64_78BD_642F, UInt64.max] {
        let text = withUnsafeBytes(of: (UInt64(start), word)) { Array($0) }
        seen.insert(text.withUnsafeBytes { hashBytes($0, seed: seed) })
      }
    }
    #expect(seen.count == 600)
  }

  @Test func hashesTellTextsApart() {
    var seen: Set<UInt64> = []
    var texts: [[UInt8]] = (0..<20_000).map { Array("s3://bucket/image-\($0).jpg".utf8) }
    texts += (0..<64).map { [UInt8](repeating: 0, count: $0) }
    texts += (0..<512).map { bit in
      var text = [UInt8](repeating: 0x55, count: 64)
      text[bit / 8] ^= 1 << UInt8(bit % 8)
      return text
    }
    for text in texts { #expect(seen.insert(hash(text)).inserted) }
  }

  @Test func printableIsWhatAsciiShows() {
    for length in [1, 7, 8, 9, 16, 23] {
      for byte in UInt8.min...UInt8.max {
        for place in 0..<length {
          var text = [UInt8](repeating: 0x61, count: length)
          text[place] = byte
          let isPrintable = text.withUnsafeBytes { isPrintableASCII($0) }
          #expect(isPrintable == (0x20..<0x7F).contains(byte), "\(byte) at \(place) of \(length)")
        }
      }
    }
  }
}
