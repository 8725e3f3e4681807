import Foundation
import TestSupport
import Testing

/// A model's answers beside people's labels, as an evaluation of Rekognition has them.
struct ModelAnswersTests {
  private func evaluation() -> [String] {
    (0..<10).map { number in
      let label = line("s3://bucket/\(number)", number < 5 ? "cat" : "dog", attribute: "training")
      let answer = line(
        "s3://bucket/\(number)", number < 6 ? "cat" : "dog", attribute: "evaluation", human: false)
      return label.dropLast() + "," + answer.drop { $0 != "," }.dropFirst()
    }
  }

  @Test func theyAreComparedWithPeoplesLabels() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(evaluation(), to: "output.manifest")
    #expect(
      try workplace.run("summary", "output.manifest", "--json").json()["attribute"] as? String
        == "training")
    let result = try workplace.run("compare", "output.manifest", "--json")
    let json = try result.json()
    #expect(json["attribute"] as? String == "evaluation")
    #expect(json["reference"] as? String == "training")
    #expect((json["differing"] as? [Any])?.count == 1)
  }

  /// Ten images; the model's confidence rises from 0.50 to 0.95, and its sixth answer is wrong.
  private func confidentEvaluation() -> [String] {
    (0..<10).map { number in
      let name = number < 5 ? "cat" : "dog"
      let label = line("s3://bucket/\(number)", name, attribute: "training", confidence: "1")
      let answer = line(
        "s3://bucket/\(number)", number == 5 ? "cat" : name, attribute: "evaluation",
        confidence: "0.\(50 + number * 5)", human: false, job: "labeling-job/evaluation")
      return label.dropLast() + "," + answer.drop { $0 != "," }.dropFirst()
    }
  }

  private func with(_ lines: [String], _ body: (Workplace) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(lines, to: "output.manifest")
    try body(workplace)
  }

  @Test func thresholdsOfTheConfidenceAreTried() throws {
    try with(confidentEvaluation()) { workplace in
      let json = try workplace.run("compare", "output.manifest", "--json").json()
      let thresholds = try #require(json["thresholds"] as? [String: [String: Any]])
      let value = try #require(thresholds["value"])
      let best = try #require(value["best"] as? [String: Double])
      #expect(best["threshold"] == 0.5 && best["precision"] == 0.9 && best["recall"] == 0.9)
      #expect((value["points"] as? [Any])?.count == 10)
      let text = try workplace.run("compare", "output.manifest").text
      #expect(text.contains("Highest F1, 0.900, from confidence 0.50"), "\(text)")
    }
  }

  @Test func theFilesAreThoseOfTheAnswers() throws {
    try with(confidentEvaluation()) { workplace in
      let run = try workplace.run("compare", "output.manifest", "-o", "out")
      #expect(run.status == 0, "\(run.errors)")
      let csv = String(decoding: try workplace.read("out/thresholds.csv"), as: UTF8.self)
      #expect(csv.contains("class,threshold,answers,right,images,precision,recall,f1,macro_f1"))
      #expect(csv.split(whereSeparator: \.isNewline).count == 1 + 10 + 2)
      let figure = String(
        decoding: try workplace.read("out/reference-confusion.svg"), as: UTF8.self)
      #expect(figure.contains("evaluation: labels compared with reference labels"))
    }
  }

  @Test func answersWithoutAConfidenceHaveNoThreshold() throws {
    try with(evaluation()) { workplace in
      let json = try workplace.run("compare", "output.manifest", "--json").json()
      let thresholds = try #require(json["thresholds"] as? [String: Any])
      #expect(thresholds["reason"] as? String == "the confidence is constant")
    }
  }

  @Test func suspectsUseThemWithoutBeingTold() throws {
    try with(confidentEvaluation()) { workplace in
      let json = try workplace.run("suspects", "output.manifest", "--json").json()
      #expect(json["probably_wrong"] as? Int == 1)
      let first = try #require((json["suspects"] as? [[String: Any]])?.first)
      #expect(first["line"] as? Int == 6 && first["suggested"] as? String == "cat")
      #expect(abs(try #require(first["score"] as? Double) - 0.75) < 1e-9)
      let reasons = try #require(first["reasons"] as? [[String: String]])
      #expect(
        reasons.contains {
          $0["evidence"] == "model-answer"
            && $0["words"] == "the model in the manifest says cat, confidence 0.75"
        })
      #expect(!reasons.contains { $0["evidence"] == "other-attribute" })
    }
  }

  @Test func ourOwnTablesAreReferences() throws {
    try with([
      line("s3://bucket/0.jpg"), #"{"source-ref":"s3://bucket/1.jpg"}"#,
      line("s3://bucket/2.jpg", "dog"), "{",
    ]) { workplace in
      for format in ["csv", "jsonl"] {
        let table = try workplace.run("export", "output.manifest", "--format", format).output
        try workplace.write(table, to: "labels.\(format)")
        let json = try workplace.run(
          "compare", "output.manifest", "--with", "labels.\(format)", "--json"
        ).json()
        #expect(json["image_column"] as? String == "image")
        #expect(json["reference_column"] as? String == "class")
        #expect((json["compared"] as? [String: Any])?["count"] as? Int == 2)
        #expect(json["unmatched"] as? Int == 0)
      }
    }
  }

  @Test func withoutThemTheReferenceMustBeNamed() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.run("compare", "output.manifest")
      .expectRefusal("no answers of a model", "--with truth.csv")
  }
}
