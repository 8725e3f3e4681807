import TestSupport
import Testing

@testable import PlumbLabels

struct DatasetTests {
  /// As the service writes them: the input's keys, no label, and this metadata alone.
  private func failed(_ name: String, reason: String = "ClientError: Annotation tasks expired.")
    -> String
  {
    #"{"source-ref":"s3://bucket/\#(name)","id":4,"job-metadata":{"retry-count":1,"#
      + #""failure-reason":"\#(reason)","human-annotated":"true"}}"#
  }

  private func bare(_ name: String) -> String { #"{"source-ref":"s3://bucket/\#(name)"}"# }

  private func labelled(_ name: String, as className: String = "cat") -> String {
    line("s3://bucket/\(name)", className)
  }

  @Test func failedAndUnlabelledLinesAreRows() throws {
    let data = try dataset([
      bare("1"), labelled("2"), failed("3"), failed("4", reason: "other"), failed("5"),
    ])
    #expect(data.rows.map(\.kind) == [.unlabelled, .labelled, .failed, .failed, .failed])
    #expect(data.rows.map(\.failureReasonID) == [nil, nil, 0, 1, 0])
    #expect(data.failureReasons == ["ClientError: Annotation tasks expired.", "other"])
    #expect(data.codes == [.unlabelled, .failed, .failed, .failed])
    #expect(data.problems.last?.message == "ClientError: Annotation tasks expired.")
    #expect(data.refusedCount == 0)
    for row in data.rows where row.kind != .labelled {
      #expect(row.classID == nil && row.source == nil && row.confidence == nil)
      #expect(row.date == nil && row.jobID == nil && row.classIndex == nil)
    }
  }

  @Test func aLabelWithAnOldFailureIsALabel() throws {
    let text = labelled("1").replacing(
      #""job-metadata":{"#, with: #""job-metadata":{"failure-reason":"first try","#)
    #expect(try dataset([text]).rows.map(\.kind) == [.labelled])
  }

  @Test func aLabelWithoutMetadataIsUnlabelled() throws {
    let data = try dataset([
      #"{"source-ref":"s3://bucket/1","job":0}"#,
      #"{"source-ref":"s3://bucket/2","job":0,"job-metadata":"text"}"#,
      #"{"source-ref":"s3://bucket/3","job":0,"job-metadata":{}}"#, labelled("4"),
    ])
    #expect(data.rows.map(\.kind) == [.unlabelled, .unlabelled, .unlabelled, .labelled])
  }

  @Test func onlyTextsOfTheChosenAttributeAreNumbered() throws {
    let lines = [
      line("s3://bucket/1", "x", attribute: "a", date: "2020-01-01T00:00:00", job: "j1"),
      line("s3://bucket/2", "y", attribute: "b", job: "j2"),
      line("s3://bucket/3", "z", attribute: "b", job: "j3"),
    ]
    let data = try dataset(lines, attribute: "b")
    #expect(data.classNames == ["y", "z"])
    #expect(data.jobNames == ["j2", "j3"])
    #expect(data.classes == [nil, "y", "z"])
    #expect(try dataset(lines, attribute: "a").classes == ["x", nil, nil])
  }

  @Test func warningsOfAnotherAttributeAreNotTold() throws {
    let lines = [
      line("s3://bucket/1", attribute: "a", confidence: "7", date: "2020-01-01T00:00:00"),
      line("s3://bucket/2", attribute: "b"),
    ]
    #expect(try dataset(lines, attribute: "b").codes == [.unlabelled])
    #expect(try dataset(lines, attribute: "a").codes == [.badConfidence, .unlabelled])
  }

  @Test func duplicatesAndConflictsNameTheirLines() throws {
    let data = try dataset([
      "", labelled("1"), labelled("2"), labelled("1"), "", labelled("1", as: "dog"), labelled("2"),
    ])
    #expect(data.duplicates.map { [$0.row, $0.first] } == [[2, 0], [3, 0], [4, 1]])
    #expect(data.problems(.duplicateImage).map(\.line) == [4, 6, 7])
    #expect(data.problems(.conflictingLabels).map(\.line) == [6])
    let message = try #require(data.problems(.conflictingLabels).first?.message)
    #expect(
      message.contains("\"dog\"") && message.contains("\"cat\"") && message.contains("line 2"))
    #expect(data.count == 5)
  }

  @Test func rowsWithoutALabelAreNoDuplicates() throws {
    let data = try dataset([
      bare("1"), failed("1"), labelled("1"), bare("1"), "broken", labelled("1"), labelled("1"),
    ])
    #expect(
      data.duplicates.map { [data.lines[$0.row], data.lines[$0.first]] } == [[6, 3], [7, 3]])
  }

  @Test func duplicatesAreNumberedAfterRefusedRows() throws {
    let refused = labelled("r").replacing(#""class-name":"cat""#, with: #""class-name":7"#)
    let data = try dataset([
      refused, labelled("1"), line("images/path.jpg"), refused, labelled("2"), labelled("1"),
    ])
    #expect(data.lines == [2, 5, 6])
    #expect(data.duplicates.map { [$0.row, $0.first] } == [[2, 0]])
  }

  @Test func referencesThatOnlyLookAlikeAreDifferentImages() throws {
    let data = try dataset([
      labelled("caf\u{E9}.jpg"), labelled("cafe\u{301}.jpg"), labelled("a%20b"), labelled("a b"),
      labelled("A.jpg"), labelled("a.jpg"),
    ])
    #expect(data.duplicates.isEmpty)
    #expect(data.count == 6)
  }

  @Test func severalJobsAreToldAtTheFirstLineOfTheSecond() throws {
    let data = try dataset([
      line("s3://bucket/1"), line("s3://bucket/2"), line("s3://bucket/3", job: "labeling-job/two"),
      line("s3://bucket/4", job: "labeling-job/two"),
    ])
    #expect(data.problems.map(\.code) == [.severalJobs])
    #expect(data.problems.map(\.line) == [3])
    #expect(data.rows.map(\.jobID) == [0, 0, 1, 1])
  }
}
