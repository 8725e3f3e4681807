import PlumbText
import Testing

@Suite struct ByteStringTests {
  /// "é" as one scalar and as two: equal as `String`, two names in a manifest.
  private let composed = "caf\u{E9}"
  private let decomposed = "cafe\u{301}"

  @Test func namesThatOnlyLookAlikeAreTwo() {
    #expect(composed == decomposed)
    #expect(ByteString(composed) != ByteString(decomposed))
    #expect(Set([composed, decomposed].map { ByteString($0) }).count == 2)
  }

  @Test func asKeysOfADictionaryTheyAreTwo() {
    let counts: [ByteString: Int] = [ByteString(composed): 1, ByteString(decomposed): 2]
    #expect(counts[ByteString(composed)] == 1)
    #expect(counts[ByteString(decomposed)] == 2)
    #expect(counts["cafe"] == nil)
  }

  @Test func equalBytesAreEqualWhateverHoldsThem() {
    // One short enough to lie in the string itself, one a part of a longer text.
    for name in ["", "cat", String(repeating: "wombat ", count: 9)] {
      let part = ("<" + name + ">").dropFirst().dropLast()
      #expect(ByteString(part) == ByteString(name))
      #expect(ByteString(part).hashValue == ByteString(name).hashValue)
    }
  }

  @Test func theOrderIsThatOfTheBytes() {
    let names: [ByteString] = [
      "", "Z", "a", "ab", "b", "z\u{301}", "\u{E9}", "\u{FFFD}", "\u{1F600}",
    ]
    #expect(names.reversed().sorted() == names)
    for (one, other) in zip(names, names.dropFirst()) { #expect(one < other && !(other < one)) }
  }

  @Test func theTextIsKeptAsItIs() {
    #expect(Array(ByteString(decomposed).text.utf8) == Array(decomposed.utf8))
    #expect("\(ByteString("wombat"))" == "wombat")
  }
}
