import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct GrayscaleImagesTests {
  private func images(_ gray: Int, _ coloured: Int) -> [MeasuredImage] {
    (0..<gray + coloured).map { number in
      photograph(number) { $0.colourShare = number < gray ? 0.0009 : 0.002 }
    }
  }

  @Test func theRarerKindIsFound() throws {
    #expect(try GrayscaleImages().rows(images(1, 4)) == [0])
    #expect(try GrayscaleImages().rows(images(4, 1)) == [4])
    #expect(try GrayscaleImages().rows(images(1, 4), ["share": 0.01]) == [])
  }

  @Test func oneKindPasses() throws {
    #expect(try GrayscaleImages().rows(images(0, 3)) == [])
    #expect(try GrayscaleImages().rows(images(3, 0)) == [])
  }
}
