import Testing

@testable import PlumbAnalysis

struct RekognitionClassesTests {
  private func codes(_ names: [String]) throws -> [FindingDetail.Value?] {
    RekognitionClasses().run(try evidence(names.map { TestLine(name: $0) })).findings
      .map { $0["code"] }
  }

  @Test func twoToTwoHundredAndFiftyAreTaken() throws {
    let names = (0..<251).map { "class \($0)" }
    #expect(try codes(Array(names[..<2])) == [])
    #expect(try codes(Array(names[..<250])) == [])
    #expect(try codes(names) == [.text("ERROR_MANIFEST_TOO_MANY_LABELS")])
    #expect(try codes(["cat"]) == [.text("ERROR_MANIFEST_TOO_FEW_LABELS")])
  }

  @Test func namesHaveALimit() throws {
    #expect(try codes(["cat", String(repeating: "x", count: 256)]) == [])
    #expect(
      try codes(["cat", String(repeating: "x", count: 257)])
        == [.text("ERROR_INVALID_LABEL_NAME_LENGTH")])
    #expect(
      try codes(["cat", "dog", ""]) == [.text("ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT")])
  }
}
