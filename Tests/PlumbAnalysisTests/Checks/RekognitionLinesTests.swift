import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct RekognitionLinesTests {
  private func codes(_ lines: [TestLine], unreadable: [Int] = []) throws -> [FindingDetail.Value?] {
    var some = try evidence(lines)
    if !unreadable.isEmpty {
      var images = ImageMeasurements()
      for row in unreadable {
        images.append(ImageFailure(.missing, "m"), row: row)
      }
      some.images = images
    }
    return RekognitionLines().run(some).findings.map { $0["code"] }
  }

  @Test func ordinaryLinesPass() throws { #expect(try codes(lines(3, TestLine())) == []) }

  @Test func whatIsLeftOutIsFound() throws {
    let some =
      lines(17, TestLine())
      + [TestLine(path: "x"), TestLine(path: "x"), TestLine(confidence: nil)]
    #expect(
      try codes(some, unreadable: [0]) == [
        .text("ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT"),
        .text("ERROR_INVALID_SOURCE_REF_FORMAT"), .text("ERROR_INVALID_IMAGE"),
      ])
  }

  @Test func aFifthMayBeInvalid() throws {
    func findings(_ invalid: Int) throws -> [Finding] {
      RekognitionLines().run(
        try evidence(lines(10 - invalid, TestLine()) + lines(invalid, TestLine(confidence: nil)))
      ).findings
    }
    #expect(try findings(2).map(\.severity) == [.warning])
    #expect(try findings(3).map(\.severity) == [.warning, .error])
  }
}
