import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct OddAspectRatioTests {
  @Test func stripsAreFoundEitherWay() throws {
    let images = [(640, 480), (1_000, 349), (100, 1_000), (1_000, 350)].enumerated()
      .map { number, size in photograph(number) { ($0.width, $0.height) = size } }
    #expect(try ImageThresholdCheck.oddAspectRatio.rows(images) == [2, 1])
    #expect(try ImageThresholdCheck.oddAspectRatio.rows(images, ["ratio": 0.2]) == [2])
  }
}
