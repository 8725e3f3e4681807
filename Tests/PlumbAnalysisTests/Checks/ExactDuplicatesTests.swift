import PlumbImageFacts
import PlumbSystem
import Testing

@testable import PlumbAnalysis

struct ExactDuplicatesTests {
  private func copies(_ contents: [UInt64]) -> [MeasuredImage] {
    contents.enumerated().map { number, content in
      photograph(number) { $0.contentHash = ContentHash(words: SIMD4(content, 0, 0, 0)) }
    }
  }

  @Test func copiesAreFoundTheLargestGroupFirst() throws {
    let outcome = try ExactDuplicates().run(
      lines(7, TestLine()), copies([1, 2, 1, 3, 4, 3, 3]))
    #expect(outcome.findings.map(\.rows) == [[5, 6, 2]])
    #expect(outcome.findings[0].places[2].note == "same file as line \(1)")
  }

  @Test func otherLabelsAreAnotherMatter() throws {
    let some = [TestLine(), TestLine(name: "dog"), TestLine()]
    #expect(try ExactDuplicates().run(some, copies([1, 1, 2])) == .passed)
    // One without a label contradicts nothing.
    let half = [TestLine(), TestLine(name: nil)]
    #expect(try ExactDuplicates().run(half, copies([1, 1])).findings.map(\.rows) == [[1]])
  }

  @Test func theSameReferenceIsAnotherMatter() throws {
    let some = [TestLine(name: nil, path: "a"), TestLine(name: nil, path: "a"), TestLine()]
    #expect(try ExactDuplicates().run(some, copies([1, 1, 2])) == .passed)
  }
}
