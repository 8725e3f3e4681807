import PlumbImageFacts
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

  @Test func whiteIsCalledWhite() throws {
    let images = [0.999, 0.96].enumerated().map { number, value in
      photograph(number) { $0.lowBrightness = value }
    }
    let places = try ImageThresholdCheck.light.run(lines(2, TestLine()), images).findings
      .flatMap(\.places)
    #expect(places.first?.note == "95 % of the image is white")
    #expect(places.last?.note.parts.first == .words("95 % of the image is brighter than "))
  }
}
