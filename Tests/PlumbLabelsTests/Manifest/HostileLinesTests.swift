import TestSupport
import Testing

@testable import PlumbLabels

/// Lines that must not cost more than their size, nor be taken for what they are not.
struct HostileLinesTests {
  @Test func messagesQuoteTheBeginningOfANameOnly() throws {
    let name = String(repeating: "n", count: 50_000)
    let bare = (0..<40).map { #"{"source-ref":"s3://bucket/\#($0).jpg"}"# }
    let dataset = try dataset([line(attribute: name)] + bare)
    #expect(dataset.problems.count == 40)
    #expect(dataset.problems.allSatisfy { $0.message.utf8.count < 200 })
  }

  @Test func aManifestOfManyTypesNamesAFew() throws {
    let lines = (0..<300).map { number in
      #"{"source-ref":"s3://bucket/a.jpg","job":1,"job-metadata":{"type":"groundtruth/\#(number)"}}"#
    }
    let error = #expect(throws: ManifestError.self) { try dataset(lines) }
    #expect((error?.message.utf8.count ?? .max) < 1_000)
  }

  @Test func shortenedKeepsWholeCharacters() {
    let text = String(repeating: "あ", count: 500)
    #expect(shortened(text) == String(repeating: "あ", count: 80) + "…")
    var bytes = text
    bytes.withUTF8 { #expect(shortened(UnsafeRawBufferPointer($0)) == shortened(text)) }
    #expect(shortened("short") == "short")
  }

  @Test func aLongNameIsFoldedInItsOwnTime() {
    let name = String(repeating: "c", count: 900_000)
    #expect(foldedName(name) == name)
  }

  @Test func aFailureIsAFailureWhateverElseStandsThere() throws {
    let type = #""type":"groundtruth/image-classification""#
    let lines = [
      line(),
      #"{"source-ref":"s3://bucket/1.jpg","job-metadata":{"failure-reason":"boom",\#(type)}}"#,
      #"{"source-ref":"s3://bucket/2.jpg","job":0,"job-metadata":{"failure-reason":"boom",\#(type)}}"#,
      #"{"source-ref":"s3://bucket/3.jpg","job-metadata":{"failure-reason":"boom"}}"#,
    ]
    #expect(try dataset(lines).kinds == [.labelled, .failed, .failed, .failed])
  }

  @Test func datesStayWithinFourDigitsOfAYear() {
    #expect(CreationDate("9999-12-31T23:59:59-2300") == nil)
    #expect(CreationDate("0000-01-01T00:00:00+2300") == nil)
    #expect(CreationDate("9999-12-31T23:59:59Z") != nil)
  }

  @Test(arguments: ["0x1p-1", "+.5", ".5", "inf"]) func onlyJSONNumbersAreConfidences(
    _ text: String
  ) throws {
    let dataset = try dataset([line(confidence: "\"\(text)\"")])
    #expect(dataset.row(0).confidence == nil)
    #expect(dataset.codes.contains(.badConfidence))
  }
}
