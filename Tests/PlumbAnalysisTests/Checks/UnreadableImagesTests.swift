import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct UnreadableImagesTests {
  @Test func imagesAreFoundByTheReasonTheMostFrequentFirst() throws {
    var evidence = try evidence(lines(5, TestLine()))
    var images = ImageMeasurements()
    let missing = ImageFailure(.missing, "no such file")
    let empty = ImageFailure(.emptyFile, "0 bytes")
    images.append(empty, row: 0)
    images.append(missing, row: 1)
    images.append(photograph(), row: 2)
    images.append(missing, row: 4)
    evidence.images = images
    let findings = UnreadableImages().run(evidence).findings
    #expect(findings.map { $0["code"] } == [.text("missing"), .text("empty-file")])
    #expect(findings.map(\.rows) == [[1, 4], [0]])
    #expect(findings.map(\.total) == [4, 4])
    #expect(findings.map(\.severity) == [.error, .error])
  }

  @Test func readableImagesPass() throws {
    #expect(try UnreadableImages().run([TestLine()], [photograph()]) == .passed)
  }
}
