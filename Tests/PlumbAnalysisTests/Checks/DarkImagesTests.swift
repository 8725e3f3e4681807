import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct DarkImagesTests {
  @Test func theDarkestComesFirst() throws {
    let images = [0.9, 0.31, 0.1, 0.33].enumerated().map { number, value in
      photograph(number) { $0.highBrightness = value }
    }
    #expect(try ImageThresholdCheck.dark.rows(images) == [2, 1])
    #expect(try ImageThresholdCheck.dark.rows(images, ["brightness": 0.2]) == [2])
    #expect(try ImageThresholdCheck.dark.rows([photograph()]) == [])
  }
}
