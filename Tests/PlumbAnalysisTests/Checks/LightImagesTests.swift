import Testing

@testable import PlumbAnalysis

struct LightImagesTests {
  @Test func theLightestComesFirst() throws {
    let images = [0.1, 0.96, 0.99, 0.94].enumerated().map { number, value in
      photograph(number) { $0.lowBrightness = value }
    }
    #expect(try ImageThresholdCheck.light.rows(images) == [2, 1])
    #expect(try ImageThresholdCheck.light.rows(images, ["darkness": 0.5]) == [2, 1, 3])
  }
}
