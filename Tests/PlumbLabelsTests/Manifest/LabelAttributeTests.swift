import TestSupport
import Testing

@testable import PlumbLabels

/// Which keys are label attributes, and which one is looked at.
struct LabelAttributeTests {
  private let bare = #"{"source-ref":"s3://bucket/bare.jpg"}"#

  private func pair(
    _ attribute: String, _ index: Int, type: String = "image-classification",
    date: String = "2024-03-01T10:00:00"
  ) -> String {
    line("s3://bucket/\(index).jpg", attribute: attribute, date: date)
      .replacing("groundtruth/image-classification", with: "groundtruth/\(type)")
  }

  @Test func attributesAreFoundOverAllLines() throws {
    let manifest = try readManifest([
      bare, pair("second", 1), bare, pair("first", 2), pair("second", 3),
    ])
    #expect(manifest.labelAttributes.map(\.name) == ["second", "first"])
    #expect(manifest.labelAttributes.map(\.labelledCount) == [2, 1])
  }

  /// A line with the labels of two lines, as chained jobs make it.
  private func both(_ first: String, _ second: String) -> String {
    first.dropLast() + "," + second.drop { $0 != "," }.dropFirst()
  }

  @Test func theLatestCreationDateIsChosen() throws {
    let lines = [
      both(
        pair("new", 1, date: "2024-05-01T00:00:00+0000"),
        pair("old", 1, date: "2023-01-01T00:00:00")),
      pair("new", 3, date: "2020-01-01T00:00:00"), pair("old", 4, date: "2024-04-30T23:59:59.999Z"),
      pair("old", 5, date: "2023-01-01T00:00:00"),
    ]
    #expect(try dataset(lines).attribute.name == "new")
    #expect(try dataset(lines.reversed()).attribute.name == "new")
    #expect(try dataset(lines).attribute.latestDate?.day == "2024-05-01")
  }

  @Test func ofEqualDatesTheOneWithMoreLabelsIsChosen() throws {
    #expect(
      try dataset([both(pair("few", 1), pair("many", 1)), pair("many", 3)]).attribute.name == "many"
    )
    #expect(
      try dataset([both(pair("many", 1), pair("few", 1)), pair("many", 3)]).attribute.name == "many"
    )
  }

  @Test func aDateBeatsNoDate() throws {
    let lines = [
      both(pair("undated", 1, date: "?"), pair("dated", 1)), pair("undated", 2, date: "?"),
    ]
    #expect(try dataset(lines).attribute.name == "dated")
  }

  @Test func theChoiceCanBeOverridden() throws {
    let lines = [
      pair("new", 1), pair("old", 2, date: "2020-01-01T00:00:00"), pair("new", 3),
    ]
    let data = try dataset(lines, attribute: "old")
    #expect(data.attribute.name == "old")
    #expect(data.attributes.map(\.name) == ["new", "old"])
    #expect(data.rows.map(\.kind) == [.unlabelled, .labelled, .unlabelled])
  }

  @Test func anUnknownNameListsWhatThereIs() throws {
    let manifest = try readManifest([pair("animals", 1), pair("plants", 2)])
    let error = try #require(throws: ManifestError.self) {
      try manifest.dataset(attribute: "animal")
    }
    #expect(error.code == .noLabelAttribute)
    #expect(error.message.contains("'animal'"))
    #expect(error.nextStep.contains("'animals', 'plants'"))
  }

  @Test func namesAreComparedByBytes() throws {
    let manifest = try readManifest([pair("caf\u{E9}", 1), pair("cafe\u{301}", 2)])
    #expect(manifest.labelAttributes.count == 2)
    #expect(
      try manifest.dataset(attribute: "caf\u{E9}").rows.map(\.kind) == [.labelled, .unlabelled])
    #expect(
      try manifest.dataset(attribute: "cafe\u{301}").rows.map(\.kind) == [.unlabelled, .labelled])
  }

  @Test func theUsersOwnKeysAreNotTakenForTheLabels() throws {
    let metadata = #"{"type":"groundtruth/image-classification","class-name":"x","notes":1}"#
    let keys = [
      #""source-ref-metadata":\#(metadata)"#, #""source-metadata":\#(metadata)"#,
      #""metadata":\#(metadata)"#, #""annotator-metadata":{"name":"A","type":"person"}"#,
      #""annotator":"A""#, #""-metadata":\#(metadata)"#, #""lonely-metadata":\#(metadata)"#,
      #""camera":3,"camera-metadata":{"class-name":"x"}"#,
      #""weather":1,"weather-metadata":"groundtruth/image-classification""#,
      #""list":1,"list-metadata":[\#(metadata)]"#,
    ]
    let text = "{" + keys.joined(separator: ",") + "," + pair("job", 1).dropFirst()
    let manifest = try readManifest([text])
    #expect(manifest.labelAttributes.map(\.name) == ["lonely", "camera", "job"])
    #expect(try manifest.dataset(attribute: nil).attribute.name == "job")
  }

  @Test func withoutAnyLabelAttributeTheInputOfAJobIsSuspected() throws {
    let manifest = try readManifest([bare, #"{"source-ref":"s3://bucket/b.jpg","id":7}"#])
    let error = try #require(throws: ManifestError.self) { try manifest.dataset(attribute: nil) }
    #expect(error.code == .noLabelAttribute)
    #expect(error.nextStep.contains("manifests/output/"))
  }

  @Test func aFailedLineMakesAnAttribute() throws {
    let data = try dataset([
      #"{"source-ref":"s3://bucket/a.jpg","x-metadata":{"failure-reason":"expired"}}"#
    ])
    #expect(data.attribute.name == "x")
    #expect(data.attribute.failedCount == 1)
    #expect(data.rows.map(\.kind) == [.failed])
  }

  @Test func aReadableAttributeIsChosenBeforeALaterUnreadableOne() throws {
    let data = try dataset([
      pair("classes", 1, date: "2020-01-01T00:00:00"),
      pair("boxes", 2, type: "semantic-segmentation"),
    ])
    #expect(data.attribute.name == "classes")
    #expect(data.attributes.map(\.isReadable) == [true, false])
  }

  @Test func theOrderOfKeysIsFree() throws {
    let data = try dataset([
      #"""
      {"job-metadata":{"type":"groundtruth/image-classification","creation-date":\#
      "2024-03-01T10:00:00","human-annotated":"no","class-name":"cat","confidence":0.5},"job":3,\#
      "source-ref":"s3://bucket/a.jpg"}
      """#,
      line("s3://bucket/b.jpg"),
    ])
    #expect(data.classes == ["cat", "cat"])
    #expect(data.rows.map(\.classIndex) == [3, 0])
    #expect(data.rows.map(\.source) == [.machine, .human])
  }
}
