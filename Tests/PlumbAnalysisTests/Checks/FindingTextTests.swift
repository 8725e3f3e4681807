import Testing

@testable import PlumbAnalysis

struct FindingTextTests {
  @Test func aLiteralBecomesParts() {
    let text: FindingText = "\(1, "image") of \(2, "class", "classes"): \(name: "a") \(share: 0.5)"
    #expect(
      text.parts == [
        .whole(1), .words(" image of "), .whole(2), .words(" classes: "),
        .name("a"), .words(" "), .share(0.5),
      ])
  }

  @Test(arguments: [
    (["a"], 0), (["a", "b"], 1), (["a", "b", "c"], 2), (["a", "b", "c", "d", "e", "f", "g"], 5),
  ])
  func listsEndWithTheRest(_ names: [String], _ separators: Int) {
    let text: FindingText = "\(names: names)"
    let shown = text.parts.compactMap { if case .name(let name) = $0 { name } else { nil } }
    #expect(shown == Array(names.prefix(5)))
    #expect(text.parts.contains(.whole(2)) == (names.count == 7))
    let commas = text.parts.count { $0 == .words(", ") || $0 == .words(" and ") }
    #expect(commas == separators)
  }

  @Test func nothingIsEmpty() {
    #expect(("" as FindingText).isEmpty)
    #expect((("" as FindingText) + "a").parts == [.words("a")])
  }
}
