import TestSupport
import Testing

@testable import PlumbLabels

/// Verdicts of verification jobs, joined to the labels that they judge.
struct JudgementTests {
  private static func label(_ attribute: String, _ name: String, day: Int? = 1) -> String {
    let date = day.map { "\"creation-date\":\"2024-03-0\($0)T10:00:00\"," } ?? ""
    return """
      "\(attribute)":0,"\(attribute)-metadata":{"class-name":"\(name)","human-annotated":"yes",\
      \(date)"type":"groundtruth/image-classification"}
      """
  }

  private static func verdict(
    _ name: String, comments: [String] = [], day: Int? = 5, attribute: String = "audit"
  ) -> String {
    let feedback = comments.map { "{\"comment\":\"\($0)\"}" }.joined(separator: ",")
    return label(attribute, name, day: day)
      .replacing("image-classification", with: "label-verification")
      .replacing("\"human", with: "\"worker-feedback\":[\(feedback)],\"human")
  }

  private static func boxes(_ names: [String]) -> String {
    let list = names.indices.map { "{\"class_id\":\($0)}" }.joined(separator: ",")
    let map = names.enumerated().map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
    return """
      "boxes":{"annotations":[\(list)]},"boxes-metadata":{"class-map":{\(map)},\
      "human-annotated":"yes","creation-date":"2024-03-01T10:00:00",\
      "type":"groundtruth/object-detection"}
      """
  }

  private static func judgements(
    _ rows: [[String]], attribute: String? = nil
  ) throws -> [Judgement] {
    let lines = rows.enumerated().map { number, pairs in
      "{" + (["\"source-ref\":\"s3://bucket/\(number).jpg\""] + pairs).joined(separator: ",") + "}"
    }
    return try dataset(lines, attribute: attribute).judgements
  }

  @Test func verdictsAreJoinedToTheLabelsOfTheirLines() throws {
    let found = try Self.judgements([
      [Self.label("job", "cat"), Self.verdict("good")],
      [Self.label("job", "dog"), Self.verdict("bad", comments: ["a fox", "blurred"])],
      [Self.label("job", "dog")], [Self.verdict("bad")],
    ])
    #expect(found.map(\.line) == [1, 2] && found.map(\.row) == [0, 1])
    #expect(found.map(\.judgedClasses) == [["cat"], ["dog"]])
    #expect(found.map(\.judgedAttributes) == [["job"], ["job"]])
    #expect(found.map(\.attribute) == ["audit", "audit"])
    #expect(found.map(\.isRejection) == [false, true])
    #expect(found[1].comments == ["a fox", "blurred"] && found[1].image == "s3://bucket/1.jpg")
  }

  @Test func verdictsThatAreReadAsLabelsKnowWhatTheyJudge() throws {
    let found = try Self.judgements([
      [Self.boxes(["cat", "dog", "cat"]), Self.verdict("bad")],
      [Self.boxes([]), Self.verdict("good")], [Self.verdict("good")],
    ])
    #expect(found.map(\.verdict) == ["bad", "good", "good"])
    #expect(found.map(\.judgedClasses) == [["cat", "dog"], [], []])
    #expect(found.map(\.judgedAttributes) == [["boxes"], ["boxes"], []])
  }

  /// Of several labels the latest before the verdict was judged.
  @Test(
    arguments: [
      (1, 2, "late"), (2, 1, "early"), (1, 7, "early"), (7, 1, "late"), (6, 7, nil), (2, 2, nil),
    ] as [(Int, Int, String?)])
  func datesShowWhichLabelWasJudged(_ early: Int, _ late: Int, _ judged: String?) throws {
    let row = [
      Self.label("early", "cat", day: early), Self.label("late", "dog", day: late),
      Self.verdict("bad", day: 5),
    ]
    for (attribute, name) in [("early", "cat"), ("late", "dog")] {
      let found = try Self.judgements([row], attribute: attribute)
      #expect(found.map(\.judgedClasses) == (judged == attribute ? [[name]] : []))
    }
    let all = try Self.judgements([row], attribute: "audit")
    #expect(all.map(\.judgedAttributes) == [judged.map { [$0] } ?? []])
  }

  @Test func withoutDatesSeveralLabelsCannotBeToldApart() throws {
    let row = [
      Self.label("a", "cat", day: nil), Self.label("b", "dog"), Self.verdict("bad"),
    ]
    #expect(try Self.judgements([row], attribute: "b").isEmpty)
    let alone = [Self.label("a", "cat", day: nil), Self.verdict("bad", day: nil)]
    #expect(try Self.judgements([alone]).map(\.judgedClasses) == [["cat"]])
  }

  @Test func aSetOfAttributesIsOneLabel() throws {
    let found = try Self.judgements([
      [Self.label("oak", "oak"), Self.label("wet", "wet", day: 2), Self.verdict("wrong")],
      [Self.label("oak", "oak")],
    ])
    #expect(found.map(\.judgedClasses) == [["oak", "wet"]])
    #expect(found.map(\.judgedAttributes) == [["oak", "wet"]])
  }

  @Test func everyVerificationJobCounts() throws {
    let found = try Self.judgements([
      [
        Self.label("job", "cat"), Self.verdict("bad"),
        Self.verdict("good", day: 6, attribute: "second"),
      ]
    ])
    #expect(found.map(\.verdict) == ["bad", "good"])
    #expect(found.map(\.attribute) == ["audit", "second"])
  }

  @Test(
    arguments: [
      ("good", false), ("Bad", true), ("Label is wrong", true), ("correct", false),
      ("not correct", true), ("not_ok", true), ("No", true), ("yes", false), ("no errors", nil),
      ("not bad", nil), ("maybe", nil), ("", nil), ("good or bad", nil), ("INCORRECT", true),
      ("Goodness", nil), ("looks-good", false),
    ] as [(String, Bool?)])
  func namesOfVerdictsMeanWhatTheySay(_ name: String, _ isRejection: Bool?) {
    #expect(VerdictMeaning.isRejection(name) == isRejection)
  }
}
