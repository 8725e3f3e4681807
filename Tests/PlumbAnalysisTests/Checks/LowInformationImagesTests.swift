import Testing

@testable import PlumbAnalysis

struct LowInformationImagesTests {
  @Test func theEmptiestComesFirst() throws {
    let images = [7, 1.3, 0, 1.4].enumerated().map { number, value in
      photograph(number) { $0.entropy = value }
    }
    #expect(try LowInformationImages().rows(images) == [2, 1])
    #expect(try LowInformationImages().rows(images, ["entropy": 8]) == [2, 1, 3, 0])
  }
}
