import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct LowInformationImagesTests {
  @Test func theEmptiestComesFirst() throws {
    let images = [7, 1.3, 0, 1.5].enumerated().map { number, value in
      photograph(number) { $0.entropy = value }
    }
    #expect(try ImageThresholdCheck.lowInformation.rows(images) == [2, 1])
    #expect(try ImageThresholdCheck.lowInformation.rows(images, ["entropy": 8]) == [2, 1, 3, 0])
  }
}
