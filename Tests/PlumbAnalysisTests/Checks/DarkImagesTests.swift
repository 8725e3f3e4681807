import Testing

@testable import PlumbAnalysis

struct DarkImagesTests {
  @Test func theDarkestComesFirst() throws {
    let images = [0.9, 0.31, 0.1, 0.32].enumerated().map { number, value in
      photograph(number) { $0.highBrightness = value }
    }
    #expect(try DarkImages().rows(images) == [2, 1])
    #expect(try DarkImages().rows(images, ["brightness": 0.2]) == [2])
    #expect(try DarkImages().rows([photograph()]) == [])
  }
}
