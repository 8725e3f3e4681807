import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct RekognitionImagesTests {
  private func rows(_ sizes: [(Int, Int)], bytes: Int = 1_000) throws -> [[Int]] {
    try RekognitionImages().run(
      lines(sizes.count, TestLine()),
      sizes.enumerated().map { number, size in
        photograph(number) {
          ($0.width, $0.height) = size
          $0.byteCount = bytes
        }
      }
    ).findings.map(\.rows)
  }

  @Test func sidesAndRatiosHaveLimits() throws {
    #expect(try rows([(64, 64), (4_096, 4_096), (1_280, 64)]) == [])
    #expect(try rows([(63, 64), (64, 4_097), (1_281, 64)]) == [[0, 1], [1, 2]])
  }

  @Test func sizesAndRatiosHaveTheirCodes() throws {
    let images = [(63, 64), (1_281, 64)].enumerated().map { number, size in
      photograph(number) { ($0.width, $0.height) = size }
    }
    let findings = try RekognitionImages().run(lines(2, TestLine()), images).findings
    #expect(
      findings.map { $0["code"] }
        == [.text("ERROR_INVALID_IMAGE_DIMENSION"), .text("ERROR_INVALID_IMAGE")])
    #expect(findings[1].message.plain.hasSuffix("(ERROR_INVALID_IMAGE)"))
  }

  @Test func filesHaveALimit() throws {
    #expect(try rows([(100, 100)], bytes: 15_000_000) == [])
    #expect(try rows([(100, 100)], bytes: 15_000_001) == [[0]])
  }
}
