import TestSupport
import Testing

@testable import PlumbLabels

struct ImageClassificationTests {
  private func row(_ text: String) throws -> (row: Dataset.Row, codes: [ProblemCode]) {
    let data = try dataset([text])
    return (data.row(0), data.codes)
  }

  @Test(arguments: [
    ("3", Int?.some(3)), ("\"3\"", 3), ("3.0", 3), ("-1", -1), ("0", 0), ("\"x\"", nil),
    ("null", nil), ("[1]", nil), ("true", nil), ("3.5", nil), ("99999999999", nil), ("1e400", nil),
  ])
  func theIndexIsANumberOrItsText(_ label: String, _ index: Int?) throws {
    let read = try row(line(label: label))
    #expect(read.row.classIndex == index)
    #expect(read.row.kind == .labelled)
  }

  @Test(arguments: [
    ("yes", LabelSource.human, false), ("no", .machine, false), ("true", .unknown, true),
    ("Yes", .unknown, true), ("", .unknown, true),
  ])
  func onlyAnExactYesIsAPersonsLabel(_ word: String, _ source: LabelSource, _ isOdd: Bool) throws {
    let read = try row(
      line().replacing(#""human-annotated":"yes""#, with: #""human-annotated":"\#(word)""#))
    #expect(read.row.source == source)
    #expect(read.codes == (isOdd ? [.badHumanAnnotated] : []))
  }

  @Test func aMissingSourceIsUnknownAndSaid() throws {
    let read = try row(line().replacing(#""human-annotated":"yes","#, with: ""))
    #expect(read.row.source == .unknown)
    #expect(read.codes == [.badHumanAnnotated])
    let boolean = try row(
      line().replacing(#""human-annotated":"yes""#, with: #""human-annotated":true"#))
    #expect(boolean.row.source == .unknown)
    #expect(boolean.codes == [.badHumanAnnotated])
  }

  @Test(arguments: [
    ("0", 0.0, false), ("1", 1, false), ("0.95", 0.95, false), ("1.0", 1, false),
    ("-0.0", 0, false),
    ("0e1", 0, false), ("5e-324", Double.leastNonzeroMagnitude, false), ("\"0.95\"", 0.95, true),
  ])
  func aConfidenceIsANumberFrom0To1(_ text: String, _ value: Double, _ isOdd: Bool) throws {
    let read = try row(line(confidence: text))
    #expect(read.row.confidence == value)
    #expect(read.row.confidence?.sign == .plus)
    #expect(read.codes == (isOdd ? [.badConfidence] : []))
  }

  @Test(arguments: [
    "1.0000001", "-0.1", "95", "null", "true", "{}", "[0.9]", "\"\"", "\"95%\"", "\"nan\"", "1e999",
    "NaN", "Infinity", "-Infinity", "\"0,95\"",
  ])
  func anythingElseIsUnknownAndSaid(_ text: String) throws {
    let read = try row(line(confidence: text))
    #expect(read.row.confidence == nil)
    #expect(read.row.kind == .labelled)
    #expect(read.codes == [.badConfidence])
  }

  @Test func whatIsMissingIsUnknown() throws {
    let read = try row(
      line(confidence: nil).replacing(#""job-name":"labeling-job/job","#, with: "")
        .replacing(#""creation-date":"2024-03-01T10:00:00","#, with: ""))
    #expect(read.row.confidence == nil)
    #expect(read.row.jobID == nil)
    #expect(read.row.date == nil)
    #expect(read.codes.isEmpty)
  }

  @Test func aDateThatIsNoneIsUnknownAndSaid() throws {
    let read = try row(line(date: "yesterday"))
    #expect(read.row.date == nil)
    #expect(read.codes == [.badDate])
  }

  @Test(arguments: ["7", "null", "true", "{}", "[]", "1e999"])
  func withoutAClassNameThereIsNoLabel(_ value: String) throws {
    let broken = line("s3://bucket/1.jpg")
      .replacing(#""class-name":"cat""#, with: #""class-name":\#(value)"#)
    let missing = line("s3://bucket/2.jpg").replacing(#""class-name":"cat","#, with: "")
    let data = try dataset([broken, missing, line("s3://bucket/3.jpg")])
    if value == "1e999" {
      // A number beyond Double is handed on as its text.
      #expect(data.lines == [1, 3])
    } else {
      #expect(data.problems(.noClassName).map(\.line) == [1, 2])
      #expect(data.lines == [3])
    }
  }

  @Test func namesKeepTheirBytes() throws {
    let names = ["é", "e\u{301}", " x ", "", "猫", "</script>", "=1+1", "a/../b"]
    let lines = names.enumerated().map { line("s3://bucket/\($0).jpg", $1) }
    let read = try dataset(lines).classNames.map { Array($0.utf8) }
    #expect(read == names.map { Array($0.utf8) })
  }

  /// The words of a type are compared without regard to case, as for all other types.
  @Test func theTypeIsReadInEitherSpelling() throws {
    let odd = line().replacing("groundtruth/image-", with: "groundTruth/image-")
    #expect(try dataset([odd]).labelledCount == 1)
  }
}
