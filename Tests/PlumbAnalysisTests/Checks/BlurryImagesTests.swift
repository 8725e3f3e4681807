import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct BlurryImagesTests {
  @Test func theLeastSharpComesFirst() throws {
    let images = [1, 0.14, 0.05, 0.15].enumerated().map { number, value in
      photograph(number) { $0.sharpness = value }
    }
    #expect(try ImageThresholdCheck.blurry.rows(images) == [2, 1])
    #expect(try ImageThresholdCheck.blurry.rows(images, ["sharpness": 0.1]) == [2])
  }

  @Test func imagesWithNothingInThemAreNotBlurry() throws {
    let images = [
      photograph(0) { $0.sharpness = nil },
      photograph(1) {
        $0.sharpness = 0.01
        $0.entropy = 1
      },
    ]
    #expect(try ImageThresholdCheck.blurry.rows(images) == [])
  }
}
