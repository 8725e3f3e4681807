import PlumbImageFacts
import PlumbSystem
import Testing

@testable import PlumbAnalysis

struct ConflictingExactDuplicatesTests {
  private func rows(_ names: [String?]) throws -> [Int] {
    let copies = names.indices.map { photograph($0) { $0.contentHash = ContentHash(words: .zero) } }
    return try ConflictingExactDuplicates().run(names.map { TestLine(name: $0) }, copies)
      .findings.flatMap(\.rows)
  }

  @Test func theLabelThatFewHaveIsFound() throws {
    #expect(try rows(["dog", "cat", "cat"]) == [0])
    #expect(try rows(["cat", "cat", "dog", "ant"]) == [2, 3])
    // Of two, nobody knows which is wrong: the later one is shown, with the other beside it.
    #expect(try rows(["dog", "cat"]) == [1])
  }

  @Test func oneLabelPasses() throws {
    #expect(try rows(["cat", nil, "cat"]) == [])
  }
}
