import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct SummaryTextTests {
  /// What a terminal would act on: control characters, and marks that hide or turn text.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200B, 0x200E, 0x200F,
        0x061C, 0xFEFF:
        false
      default: true
      }
    }
  }

  @Test(arguments: try Fixtures.readableManifests())
  func nothingOfAManifestReachesTheTerminalRaw(_ name: String) throws {
    let report = SummaryReport(
      try Fixtures.hostile(name), manifestName: "a\u{1B}[2Jb\n\u{202E}", choseAttribute: true)
    let text = report.text(maximumClasses: .max)
    #expect(isHarmless(text))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    for row in text.split(separator: "\n") { #expect(row.last != " ") }
  }

  @Test func spacesAtTheEndsOfNamesAreSaid() throws {
    let data = try dataset([line("s3://bucket/1", "cat "), line("s3://bucket/2", "dog")])
    #expect(
      SummaryReport(data).text().contains(
        "note: 1 class name starts or ends with a space: \"cat \"."))
    let none = try dataset([line("s3://bucket/1", "a b")])
    #expect(!SummaryReport(none).text().contains("with a space"))
  }

  @Test func manyClassesAreCutAndSaid() throws {
    let data = try dataset((0..<60).map { line("s3://bucket/\($0)", "class \($0)") })
    let text = SummaryReport(data).text()
    #expect(text.contains("… and 10 smaller classes"))
    #expect(!SummaryReport(data).text(maximumClasses: 60).contains("smaller classes"))
  }

  @Test func theChoiceOfAnAttributeIsSaid() throws {
    let lines = [
      line("s3://bucket/1"),
      line("s3://bucket/2").replacing("\"job", with: "\"other").replacing(
        "other-name", with: "job-name"),
    ]
    let data = try dataset(lines)
    #expect(data.attributes.map(\.name) == ["job", "other"])
    let chosen = SummaryReport(data, manifestName: "m", choseAttribute: true)
    #expect(chosen.notes.contains { $0.contains("--attribute") && $0.contains("'other'") })
    let asked = SummaryReport(data, manifestName: "m", choseAttribute: false)
    #expect(!asked.notes.contains { $0.contains("choose another") })
  }

  @Test(arguments: [
    (["0.95", "0.95"], "all have confidence 0.95"), ([nil, nil], "have no confidence"),
    ([String](repeating: "0.95", count: 19) + ["0.4"], "hardly distinguish"),
  ])
  func confidencesThatSayNothingAreTold(_ confidences: [String?], _ words: String) throws {
    let data = try dataset(
      confidences.enumerated().map { line("s3://bucket/\($0)", confidence: $1) })
    #expect(SummaryReport(data).notes.contains { $0.contains(words) })
  }

  @Test func confidencesThatDifferNeedNoNote() throws {
    let data = try dataset(
      ["0.1", "0.5", "0.9"].enumerated().map { line("s3://bucket/\($0)", confidence: $1) })
    #expect(SummaryReport(data).notes.isEmpty)
  }

  @Test func repeatedImagesAreCounted() throws {
    let data = try dataset([
      line("s3://bucket/a"), line("s3://bucket/a", "dog", confidence: "0.5"), line("s3://bucket/a"),
    ])
    #expect(
      SummaryReport(data).notes.contains(
        "2 lines repeat an image of an earlier line, 1 with a different label."))
  }

  @Test(arguments: [
    (0.0, "0.0 %"), (1, "100.0 %"), (0.5, "50.0 %"), (0.1234, "12.3 %"), (0.0001, "<0.1 %"),
  ])
  func sharesAsPercentages(_ share: Double, _ text: String) { #expect(percent(share) == text) }

  /// Some is never shown as none, nor as all.
  @Test func aShareOfSomeIsNeverShownAsNoneOrAll() {
    for total in 2...3_000 {
      for count in [1, 2, total - 2, total - 1] where count > 0 && count < total {
        let text = percent(Double(count) / Double(total))
        #expect(text != "0.0 %" && text != "100.0 %", "\(count) of \(total)")
      }
    }
  }

  @Test(arguments: [(0.0, "0.00"), (1, "1.00"), (0.5, "0.50"), (0.956, "0.96"), (0.005, "0.01")])
  func confidencesHaveTwoDecimals(_ value: Double, _ text: String) {
    #expect(decimal(value) == text)
  }

  /// 0 and 1 say that somebody is sure; what is only near must not look like it.
  @Test func aConfidenceNearTheEndsDoesNotLookLikeThem() {
    var values = (1..<10_000).map { Double($0) / 10_000 }
    values += [5e-5, 1e-6, 1e-300, 0.99996, 0.999999, Double(1).nextDown]
    for value in values {
      #expect(Double(decimal(value)) != 0 && Double(decimal(value)) != 1, "\(value)")
    }
  }
}
