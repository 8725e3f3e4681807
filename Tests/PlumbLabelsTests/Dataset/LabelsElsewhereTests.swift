import TestSupport
import Testing

@testable import PlumbLabels

/// Lines that are labelled under another attribute than the one looked at.
struct LabelsElsewhereTests {
  private func box(_ reference: String) -> String {
    #"{"source-ref":"\#(reference)","boxes":{},"boxes-metadata":{"type":"groundtruth/semantic-segmentation"}}"#
  }

  private func failed(_ reference: String, alsoLabelled attribute: String) -> String {
    let label = line(reference, attribute: attribute)
    return label.dropLast() + #","job-metadata":{"failure-reason":"expired"}}"#
  }

  @Test func rowsAreCountedByAttribute() throws {
    let lines = [
      line("s3://bucket/0", attribute: "job"), line("s3://bucket/1", attribute: "week1"),
      line("s3://bucket/2", attribute: "week2"), line("s3://bucket/3", attribute: "week1"),
      #"{"source-ref":"s3://bucket/4"}"#, box("s3://bucket/5"),
      failed("s3://bucket/6", alsoLabelled: "week2"),
    ]
    let data = try dataset(lines, attribute: "job")
    let elsewhere = data.elsewhere
    #expect(elsewhere.rows == [1, 2, 3, 5, 6])
    #expect(elsewhere.attributes.map(\.name) == ["week1", "week2", "boxes"])
    #expect(elsewhere.attributes.map(\.rowCount) == [2, 2, 1])
    #expect(elsewhere.attributes.map(\.unreadable) == [nil, nil, "segmentation masks"])
    #expect(elsewhere.attributes(ofRow: 3).map(\.name) == ["week1"])
    #expect(elsewhere.attributes(ofRow: 0).isEmpty && elsewhere.attributes(ofRow: 4).isEmpty)
  }

  @Test func aRowMayBeLabelledUnderSeveral() throws {
    let both = line("s3://bucket/1", attribute: "one").dropLast() + "," + pair("two") + "}"
    let data = try dataset([line("s3://bucket/0"), String(both)], attribute: "job")
    #expect(data.elsewhere.rows == [1])
    #expect(data.elsewhere.attributes(ofRow: 1).map(\.name) == ["one", "two"])
    #expect(
      data.problems.map(\.message) == ["no label under 'job'; labelled under 'one' and 1 more"])
  }

  private func pair(_ attribute: String) -> String {
    let text = line("s3://bucket/x", attribute: attribute)
    return String(text.drop { $0 != "," }.dropFirst().dropLast())
  }

  @Test func whereEveryRowHasALabelThereAreNone() throws {
    #expect(try dataset([line(), line()]).elsewhere.isEmpty)
    let chain = line("s3://bucket/0").dropLast() + "," + pair("second") + "}"
    #expect(try dataset([String(chain)], attribute: "second").elsewhere.isEmpty)
    #expect(try dataset([line(), #"{"source-ref":"s3://bucket/4"}"#]).elsewhere.isEmpty)
  }

  /// Refused lines are no rows, so the rows behind them move up.
  @Test func refusedLinesDoNotShiftRows() throws {
    let data = try dataset(
      [
        "{}", line("s3://bucket/0", attribute: "other"), "not json", line("s3://bucket/1"),
        line("local.jpg", attribute: "other"), line("s3://bucket/2", attribute: "other"),
      ], attribute: "job")
    #expect(
      data.elsewhere.rows.map { data.references.string($0) } == ["s3://bucket/0", "s3://bucket/2"])
  }

  @Test func classesOfAllAttributesAreKnown() throws {
    let data = try dataset(
      [
        line("s3://bucket/0", "oak", attribute: "oak"),
        line("s3://bucket/1", "elm", attribute: "elm"),
        line("s3://bucket/2", "oak", attribute: "oak"),
      ], attribute: "oak")
    #expect(data.classNames.count == 1)
    #expect(Set(data.manifestClassNames) == ["oak", "elm"])
    #expect(
      try dataset([line(anyImage, "a"), line(anyImage, "b")]).manifestClassNames == ["a", "b"])
  }
}
