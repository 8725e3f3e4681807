import PlumbAnalysis
import TestSupport
import Testing

@testable import PlumbReports

/// The numbers of classes per image, in words.
struct LabelSetTextTests {
  /// Every image is counted, however many different numbers there are.
  @Test(arguments: [1, 12, 13, 20]) func noImageIsLeftOut(_ most: Int) throws {
    let lines = (1...most).map { size in
      multiLabelLine("s3://bucket/\(size).jpg", (0..<size).map { "class-\($0)x" })
    }
    let text = try #require(LabelSetSummary(try dataset(lines))).sizeText
    let counts = text.split(separator: ", ").map { $0.split(separator: ": ").map(String.init) }
    #expect(counts.reduce(0) { $0 + (Int($1[1]) ?? 0) } == most, "\(text)")
    #expect(counts.contains { $0[0] == "more" } == (most > 12))
  }
}
