import TestSupport
import Testing

@testable import PlumbLabels

struct DuplicateFinderTests {
  /// The first row of each text, found the slow way.
  private func naive(_ texts: [[UInt8]]) -> [[Int]] {
    var first: [[UInt8]: Int] = [:]
    var found: [[Int]] = []
    for (row, text) in texts.enumerated() {
      if let other = first[text] { found.append([row, other]) } else { first[text] = row }
    }
    return found
  }

  private func find(_ parts: [[[UInt8]]], hash: (UnsafeRawBufferPointer) -> UInt64) -> [[Int]] {
    var finder = DuplicateFinder()
    var column = ByteStringColumn()
    for part in parts {
      var segment = ByteStringColumn.Segment()
      for text in part { text.withUnsafeBytes { segment.append($0) } }
      column.append(segment)
      finder.add(part.map { $0.withUnsafeBytes(hash) }, references: column)
    }
    return finder.duplicates.map { [$0.row, $0.first] }
  }

  @Test(arguments: [1, 2, 3, 4, 5]) func agreesWithAMapOnRandomTexts(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let parts = (0..<4).map { _ in
      (0..<Int.random(in: 0..<1_500, using: &numbers)).map { _ in
        Array("s3://b/\(Int.random(in: 0..<2_000, using: &numbers)).jpg".utf8)
      }
    }
    let expected = naive(parts.flatMap(\.self))
    #expect(!expected.isEmpty)
    #expect(find(parts, hash: { hashBytes($0) }) == expected)
  }

  @Test func equalHashesOfDifferentTextsAreNoDuplicates() {
    let texts = (0..<40).map { Array("text \($0 % 30)".utf8) }
    #expect(find([texts], hash: { _ in 7 }) == naive(texts))
  }

  @Test func hashesThatShareTheirLowBitsAreToldApart() {
    let texts = (0..<3_000).map { Array("text \($0 % 1_700)".utf8) }
    #expect(find([texts], hash: { hashBytes($0) << 12 }) == naive(texts))
  }
}
