import Testing

@testable import PlumbLabels

@Suite struct JSONObjectTests {
  private func object(_ text: String) -> JSONObject? { JSONObject(Array(text.utf8)) }

  @Test func textsNumbersAndInnerTextsAreKept() throws {
    let read = try #require(
      object(
        #"{"a": "x\ny", "b": 1, "c": 2.5, "d": null, "e": {"k": "v", "n": 3, "l": ""}}"# + "\n"))
    #expect(read.text("a") == "x\ny")
    #expect(read.number("b") == 1)
    #expect(read.number("c") == 2.5)
    #expect(read.members("e").map(\.name) == ["k", "l"])
    #expect(read.members("e").map(\.value) == ["v", ""])
    for name: StaticString in ["b", "d", "e", "missing"] { #expect(read.text(name) == nil) }
    for name: StaticString in ["a", "d", "e", "missing"] { #expect(read.number(name) == nil) }
    #expect(read.members("a").isEmpty)
  }

  @Test func ofEqualNamesTheLastCounts() throws {
    #expect(try #require(object(#"{"a": "x", "a": "y"}"#)).text("a") == "y")
    #expect(try #require(object(#"{"a": "x", "a": null}"#)).text("a") == nil)
  }

  @Test func whatFollowsAnInnerObjectIsOuterAgain() throws {
    let read = try #require(object(#"{"e": {"k": "v"}, "k": "w", "f": {}, "g": [1, {"k": 2}]}"#))
    #expect(read.text("k") == "w")
    #expect(read.members("f").isEmpty)
  }

  @Test(arguments: [
    "", " ", "[]", "\"x\"", "{", "{\"a\": }", "{} {}", "no", "\u{FEFF}{", "{\"a\": 'x'}",
  ])
  func anythingElseIsNone(_ text: String) {
    #expect(object(text) == nil)
  }

  @Test func bytesThatAreNoTextAreNone() {
    #expect(JSONObject([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) == nil)
    #expect(JSONObject([0]) == nil)
  }

  @Test func nothingShowsAValue() throws {
    let read = try #require(object(#"{"canary": "canary", "x": {"canary": "canary"}}"#))
    var dumped = ""
    dump(read, to: &dumped)
    for text in ["\(read)", String(reflecting: read), dumped] { #expect(!text.contains("canary")) }
  }
}
