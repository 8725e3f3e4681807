import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbAnalysis

struct RekognitionLinesTests {
  private let whole = TestLine(second: 0)

  private func findings(_ lines: [String], unreadable: [Int] = []) throws -> [Finding] {
    var some = CheckEvidence(try dataset(lines, attribute: "a"))
    if !unreadable.isEmpty {
      var images = ImageMeasurements()
      for row in unreadable { images.append(ImageFailure(.missing, "m"), row: row) }
      some.images = images
    }
    return RekognitionLines().run(some).findings
  }

  private func texts(_ lines: [TestLine]) -> [String] {
    lines.enumerated().map { $1.text($0) }
  }

  /// The codes of one odd line among many that are in order.
  private func codes(_ odd: String) throws -> [FindingDetail.Value?] {
    try findings(texts(lines(9, whole)) + [odd]).map { $0["code"] }
  }

  @Test func ordinaryLinesPass() throws { #expect(try findings(texts(lines(3, whole))) == []) }

  /// What the developer guide requires, taken away one by one.
  @Test(arguments: [
    (#""confidence":0.9,"#, "", "METADATA_FORMAT", "no confidence"),
    (#""confidence":0.9"#, #""confidence":"0.9""#, "METADATA_FORMAT", "no confidence"),
    (#""confidence":0.9"#, #""confidence":90"#, "METADATA_FORMAT", "no confidence"),
    (#""human-annotated":"yes","#, "", "METADATA_FORMAT", "human-annotated"),
    (#""human-annotated":"yes""#, #""human-annotated":true"#, "METADATA_FORMAT", "human-annotated"),
    (#""creation-date":"#, #""created":"#, "METADATA_FORMAT", "no creation-date"),
    (#""class-name":"#, #""name":"#, "METADATA_FORMAT", "no class-name"),
    (#""a":0"#, #""a":"cat""#, "FORMAT", "not an integer"),
    (#""a":0"#, #""a":0.5"#, "FORMAT", "not an integer"),
  ]) func everyRequiredKeyIsMissed(
    _ found: String, _ replacement: String, _ code: String, _ words: String
  ) throws {
    let odd = whole.text(99).replacing(found, with: replacement)
    #expect(odd != whole.text(99))
    let finding = try #require(try findings(texts(lines(9, whole)) + [odd]).first)
    #expect(finding.severity == .error && finding.places.map(\.line) == [10])
    let whole = "ERROR_INVALID_LABEL_ATTRIBUTE_\(code)"
    #expect(finding["code"] == .text(whole))
    let message = finding.message.plain
    #expect(message.contains(words) && message.hasSuffix("(\(whole))"), "\(message)")
  }

  @Test func refusedLinesHaveTheirCodes() throws {
    let line = whole.text(99)
    #expect(try codes("{") == [.text("ERROR_INVALID_JSON_LINE")])
    #expect(
      try codes(line.replacing("source-ref", with: "image")) == [.text("ERROR_MISSING_SOURCE_REF")])
    #expect(
      try codes(line.replacing("s3://bucket/", with: "arn:aws:s3:us-east-1:1:accesspoint/"))
        == [.text("ERROR_INVALID_SOURCE_REF_FORMAT")])
    #expect(
      try codes(line.replacing("image-classification", with: "text-span"))
        == [.text("ERROR_UNSUPPORTED_USE_CASE_TYPE")])
    #expect(
      try codes(line.replacing("s3://bucket/", with: "https://bucket.s3.amazonaws.com/"))
        == [.text("ERROR_INVALID_SOURCE_REF_FORMAT")])
  }

  @Test func linesWithoutLabelAreWarnedOf() throws {
    let bare = try findings(texts(lines(3, whole) + lines(7, TestLine(name: nil))))
    #expect(bare.map { $0["code"] } == [.text("WARNING_UNANNOTATED_RECORD")])
    #expect(bare.map(\.severity) == [.warning])
    #expect(try codes(TestLine(failure: "f").text(9)) == [.text("ERROR_NO_LABEL_ATTRIBUTES")])
  }

  /// The guide names no code for repeated images.
  @Test func repeatedAndUnreadableImagesAreLeftOut() throws {
    let twice = TestLine(path: "x", second: 0)
    let found = try findings(texts(lines(18, whole) + lines(2, twice)), unreadable: [0])
    #expect(found.map { $0["code"] } == [nil, .text("ERROR_INVALID_IMAGE")])
    #expect(found.map(\.severity) == [.warning, .warning])
  }

  @Test func aFifthMayBeInvalid() throws {
    func codes(_ invalid: Int) throws -> [FindingDetail.Value?] {
      let bad = TestLine(confidence: nil, second: 0)
      return try findings(texts(lines(10 - invalid, whole) + lines(invalid, bad)))
        .map { $0["code"] }
    }
    let missing = FindingDetail.Value.text("ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT")
    #expect(try codes(2) == [missing])
    #expect(try codes(3) == [missing, .text("ERROR_TOO_MANY_RECORDS_IN_ERROR")])
  }
}
