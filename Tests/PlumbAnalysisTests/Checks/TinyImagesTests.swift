import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct TinyImagesTests {
  @Test func fewPixelsAreFoundTheFewestFirst() throws {
    let images = [(64, 64), (500, 63), (8, 8)].enumerated()
      .map { number, size in photograph(number) { ($0.width, $0.height) = size } }
    #expect(try ImageThresholdCheck.tiny.rows(images) == [2, 1])
    #expect(try ImageThresholdCheck.tiny.rows(images, ["least-side": 10]) == [2])
  }
}
