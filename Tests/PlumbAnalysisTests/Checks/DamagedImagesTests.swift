import Testing

@testable import PlumbAnalysis

struct DamagedImagesTests {
  @Test func damagedImagesAreFoundWithTheReason() throws {
    var evidence = try evidence(lines(2, TestLine()))
    var images = ImageMeasurements()
    images.append(photograph(0), row: 0)
    images.append(
      photograph(1), row: 1,
      damage: ImageTrouble(code: "truncated", words: "damaged", message: "the file is cut off"))
    evidence.images = images
    let findings = DamagedImages().run(evidence).findings
    #expect(findings.map(\.rows) == [[1]])
    #expect(findings[0].places[0].note == "\(quotation: "the file is cut off")")
  }

  @Test func wholeImagesPass() throws {
    #expect(try DamagedImages().run([TestLine()], [photograph()]) == .passed)
  }
}
