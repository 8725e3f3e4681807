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

  @Test func wholeImagesInFlawedFilesAreAWarning() throws {
    var evidence = try evidence(lines(3, TestLine()))
    var images = ImageMeasurements()
    images.append(photograph(0) { $0.facts.notes = [.noEndMarker] }, row: 0)
    images.append(photograph(1) { $0.facts.notes = [.truncated, .strayBytes] }, row: 1)
    let flawed = photograph(2) {
      $0.facts.notes = [.wrongChecksum]
      $0.facts.remarks[.wrongChecksum] = "the checksum of the tEXt chunk is wrong"
    }
    images.append(flawed, row: 2)
    evidence.images = images
    let findings = DamagedImages().run(evidence).findings
    #expect(findings.map(\.rows) == [[1], [0, 2]])
    #expect(findings.map(\.severity) == [.error, .warning])
    #expect(
      findings[1].places[1].note
        == "\(quotation: "the checksum of the tEXt chunk is wrong")")
  }

  @Test func wholeImagesPass() throws {
    #expect(try DamagedImages().run([TestLine()], [photograph()]) == .passed)
  }
}
