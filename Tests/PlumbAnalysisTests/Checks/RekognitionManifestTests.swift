import TestSupport
import Testing

@testable import PlumbAnalysis

struct RekognitionManifestTests {
  private func codes(_ evidence: CheckEvidence) -> [FindingDetail.Value?] {
    RekognitionManifest().run(evidence).findings.map { $0["code"] }
  }

  @Test func anOrdinaryManifestPasses() throws {
    var some = try evidence(lines(3, TestLine()))
    some.manifestByteCount = 1 << 30
    #expect(RekognitionManifest().run(some) == .passed)
    some.manifestByteCount = 1 << 30 + 1
    #expect(codes(some) == [.text("ERROR_MANIFEST_SIZE_TOO_LARGE")])
  }

  @Test func severalBucketsAreFound() throws {
    let other = TestLine().text(1).replacing("s3://bucket/", with: "s3://another/")
    let some = CheckEvidence(try dataset([TestLine().text(0), other], attribute: "a"))
    #expect(codes(some) == [.text("ERROR_IMAGES_IN_MULTIPLE_S3_BUCKETS")])
    #expect(RekognitionManifest().run(some).findings[0].rows == [1])
  }

  @Test func localPathsAreFound() throws {
    let path = TestLine().text(0).replacing("s3://bucket/", with: "folder/")
    let some = CheckEvidence(try dataset([path], attribute: "a"))
    #expect(codes(some) == [.text("ERROR_INVALID_SOURCE_REF_FORMAT")])
  }

  @Test func theNumberOfLinesHasALimit() throws {
    // Whether a line is labelled makes no difference but to the time of the test.
    let most = [TestLine().text(0)] + Array(repeating: "{}", count: 249_999)
    #expect(codes(CheckEvidence(try dataset(most, attribute: "a"))) == [])
    #expect(
      codes(CheckEvidence(try dataset(most + ["{}"], attribute: "a")))
        == [.text("ERROR_MANIFEST_ROWS_EXCEEDS_MAXIMUM")])
  }
}
