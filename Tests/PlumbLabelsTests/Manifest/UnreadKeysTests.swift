import TestSupport
import Testing

@testable import PlumbLabels

/// What is said of a manifest without any label that can be read.
struct UnreadKeysTests {
  private func error(_ lines: [String], attribute: String? = nil) throws -> ManifestError {
    let manifest = try readManifest(lines)
    return try #require(throws: ManifestError.self) { try manifest.dataset(attribute: attribute) }
  }

  /// Four lines with the same keys, whose values repeat.
  private func lines(_ keys: (Int) -> String) -> [String] {
    (0..<4).map { "{\"source-ref\":\"s3://bucket/\($0).jpg\",\(keys($0 % 2))}" }
  }

  @Test(arguments: [
    (#""label-metadata":{"job-name":"x"}"#, "neither type nor class-name", "X-metadata"),
    (#""class":1"#, "'class' contains numbers without metadata", "--attribute"),
    (
      #""class":"1""#, "'class' contains numbers written as strings without metadata", "--attribute"
    ),
    (#""class":"cat""#, "'class' contains strings without metadata", "--attribute"),
    (#""labels":[0,1]"#, "'labels' contains lists without metadata", "X-metadata"),
    (#""wet":true"#, "'wet' contains true and false without metadata", "X-metadata"),
    (
      #""job-metadata":{"type":"groundtruth/object-detection"}"#,
      "'job-metadata' exists, but its value 'job' is missing", "X-metadata"
    ),
    (
      #""job":0,"job-metadata":{"type":"image-classification"}"#,
      "has type \"image-classification\", which does not start with groundtruth/", "X-metadata"
    ),
    (
      #""label-metadata":{"class_name":"cat"}"#, "has the key 'class_name'",
      #"s/"class_name"([[:space:]]*:)/"class-name"\1/"#
    ),
    (
      #""job":0,"job_Metadata":{"class-name":"cat"}"#, "are in 'job_Metadata', not in",
      #""job-metadata"\1/' MANIFEST > fixed.manifest"#
    ),
    (#""job":0,"job-metadata":{"class-name":1}"#, "a class-name that is not text", "X-metadata"),
    (#""job":0,"job-metadata":"cat""#, "'job-metadata' is not an object", "X-metadata"),
  ]) func whatWasFoundIsNamed(_ keys: String, _ words: String, _ step: String) throws {
    let error = try error(lines { _ in keys })
    #expect(error.code == .noLabelAttribute)
    #expect(error.message.contains(words), "\(error.message)")
    #expect(error.message.contains("(4 lines, first line 1)"), "\(error.message)")
    #expect(error.nextStep.contains(step), "\(error.nextStep)")
    #expect(!error.description.contains("input of a job"))
  }

  @Test(arguments: [
    #""other":{"a":1}"#, #""note":null"#, #""source-ref-metadata":{"a":1}"#,
    #""-metadata":{"a":1}"#,
  ]) func whatCannotBeALabelIsTheInputOfAJob(_ keys: String) throws {
    let error = try error(lines { _ in keys })
    #expect(error.nextStep.contains("This looks like the input of a job"))
  }

  /// Values that never repeat are identifiers; classes repeat.
  @Test func identifiersAreNoLabels() throws {
    let many = (0..<600).map { #"{"source-ref":"s3://bucket/\#($0).jpg","id":\#($0)}"# }
    #expect(try error(many).nextStep.contains("This looks like the input of a job"))
    let repeated = many + [#"{"source-ref":"s3://bucket/last.jpg","id":3}"#]
    #expect(try error(repeated).message.contains("'id' contains numbers without metadata"))
  }

  @Test func severalKeysAreNamedTheMostFrequentFirst() throws {
    let some = (0..<3).map { #"{"source-ref":"s3://bucket/\#($0).jpg","a":1,"b":"x"}"# }
    let more = (3..<5).map { #"{"source-ref":"s3://bucket/\#($0).jpg","b":"x"}"# }
    let message = try error(some + more).message
    let (first, second) = (message.firstRange(of: "'b'"), message.firstRange(of: "'a'"))
    #expect(try #require(first).lowerBound < (try #require(second)).lowerBound)
    #expect(
      message.contains("(5 lines, first line 1)") && message.contains("(3 lines, first line 1)"))
  }

  @Test func anAttributeThatWasAskedForIsExplained() throws {
    let error = try error(lines { #""class":\#($0)"# }, attribute: "class")
    #expect(error.message.contains("'class' contains numbers without metadata"), "\(error.message)")
  }

  /// Whatever keys lines have, the message stays short, also over chunks of any size.
  @Test func hostileKeysCostLittle() throws {
    let keys = (0..<500).map { "\"key\($0)\":1" }.joined(separator: ",")
    let message = try error(lines { _ in keys }).message
    #expect(message.utf8.count < 1_000 && message.contains("more keys"))
    let bytes = Array(lines { #""class":\#($0)"# }.joined(separator: "\n").utf8)
    let whole = try readManifest(bytes).unreadKeys.candidates(rowCount: 4).map(\.words)
    let cut = try readManifest(bytes, step: 3).unreadKeys.candidates(rowCount: 4).map(\.words)
    #expect(whole == cut && whole.count == 1)
  }
}
