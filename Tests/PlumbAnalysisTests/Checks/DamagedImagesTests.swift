import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct DamagedImagesTests {
  @Test func damagedImagesAreFoundWithTheReason() throws {
    var evidence = try evidence(lines(2, TestLine()))
    var images = ImageMeasurements()
    images.append(photograph(0), row: 0)
    images.append(photograph(1) { $0.facts.notes = [.cmyk, .truncated] }, row: 1)
    evidence.images = images
    let findings = DamagedImages().run(evidence).findings
    #expect(findings.map(\.rows) == [[1]])
    #expect(findings[0].places[0].note == "\(quotation: ImageNote.truncated.words)")
  }

  @Test func wholeImagesPass() throws {
    #expect(try DamagedImages().run([TestLine()], [photograph()]) == .passed)
  }
}
