import Foundation
import TestSupport
import Testing

/// Commands that analyse labels with several classes per image.
struct MultiLabelTests {
  private static let labels = [["sea", "sky"], ["sky"], [], ["sea"], ["boat", "sea"], ["sky"]]

  private static func response(_ choices: [[String]]) -> Data {
    let answers = choices.enumerated().map { worker, labels in
      let list = labels.map { "\"\($0)\"" }.joined(separator: ",")
      return #"""
        {"workerId":"w\#(worker)","submissionTime":"2024-03-01T09:00:0\#(worker)Z",\#
        "answerContent":{"crowd-image-classifier-multi-select":{"labels":[\#(list)]}}}
        """#
    }
    return Data("{\"answers\":[\(answers.joined(separator: ","))]}".utf8)
  }

  /// A job of six images with three answers each; two of three workers see no boat in the fifth.
  private func makeJob(_ workplace: Workplace, answers: Bool = true) throws {
    try workplace.write(
      Self.labels.enumerated().map { multiLabelLine("s3://bucket/\($0).jpg", $1) },
      to: "job/manifests/output/output.manifest")
    guard answers else { return }
    for (object, labels) in Self.labels.enumerated() {
      let third = object == 4 ? ["sea"] : labels
      try workplace.write(
        Self.response([labels, third, third]),
        to: "job/annotations/worker-response/iteration-1/\(object)/2024-03-01_09:00:00.json")
    }
  }

  private func with(
    answers: Bool = true, _ body: (Workplace) throws -> Void
  ) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace, answers: answers)
    try body(workplace)
  }

  // MARK: Report

  /// What a report leaves out has its reason, and no command is named that refuses such a job.
  @Test func theReportSaysWhatItLeavesOut() throws {
    try with { workplace in
      let run = try workplace.run("report", "job", "-o", "report")
      #expect(run.errors.contains("answer-confusion: answers are sets of classes"), "\(run.errors)")
      #expect(!run.errors.contains("plumb compare"))
      for command in ["workers", "suspects"] {
        #expect(try workplace.run(command, "job").status == 0)
      }
    }
  }

  // MARK: Workers

  @Test func workersAreComparedBySets() throws {
    try with { workplace in
      let run = try workplace.run("workers", "job", "--json")
      #expect(run.status == 0, "\(run.errors)")
      let json = try run.json()
      #expect(json["kind"] as? String == "multi-label")
      let agreement = try #require(json["agreement"] as? [String: [String: Any]])
      #expect(
        Set(agreement.keys) == ["krippendorffs_alpha_masi", "mean_jaccard_index", "same_set"])
      let same = try #require(agreement["same_set"]?["value"] as? Double)
      // Five images with 3-0, one with 2-1.
      #expect(abs(same - 8 / 9.0) < 1e-9)
      let workers = try #require(json["workers"] as? [[String: Any]])
      #expect(workers.count == 3)
      let similarity = try #require(
        (workers[0]["mean_jaccard"] as? [String: Any])?["value"] as? Double)
      #expect(abs(similarity - 11 / 12.0) < 1e-9)
      let classes = try #require(json["classes"] as? [[String: Any]])
      #expect(classes.map { $0["name"] as? String } == ["boat", "sea", "sky"])
    }
  }

  @Test func workersAreDescribedInWords() throws {
    try with { workplace in
      let text = try workplace.run("workers", "job").text
      #expect(text.contains("Krippendorff's alpha (MASI)"))
      #expect(text.contains("Not reported: agreement with a consensus"))
      #expect(!text.contains("The answers cannot be compared"))
      let csv = try workplace.run("workers", "job", "--csv").text
      #expect(csv.split(separator: "\n").first?.hasSuffix("flags,mean_jaccard") == true)
      #expect(csv.contains("w0,6,6,"))
    }
  }

  // MARK: Suspects

  private static let predictions = """
    image,sea,sky,boat
    0.jpg,0.96,0.99,0.02
    1.jpg,0.9,0.98,0.01
    2.jpg,0.02,0.03,0.01
    3.jpg,0.7,0.02,0.03
    4.jpg,0.97,0.01,0.04
    5.jpg,0.03,0.97,0.02

    """

  @Test func predictionsFindClassesTooManyAndTooFew() throws {
    try with(answers: false) { workplace in
      try workplace.write(Data(Self.predictions.utf8), to: "model.csv")
      let run = try workplace.run("suspects", "job", "--predictions", "model.csv", "--json")
      #expect(run.status == 0, "\(run.errors)")
      let json = try run.json()
      #expect(json["probably_wrong"] as? Int == 2 && json["judged"] as? Int == 6)
      let suspects = try #require(json["suspects"] as? [[String: Any]])
      #expect(suspects.map { $0["line"] as? Int } == [5, 2, 4])
      let first = try #require((suspects[0]["suspected"] as? [[String: Any]])?.first)
      #expect(first["class"] as? String == "boat" && first["kind"] as? String == "superfluous")
      let second = try #require((suspects[1]["suspected"] as? [[String: Any]])?.first)
      #expect(second["class"] as? String == "sea" && second["kind"] as? String == "missing")
      // Qualities 0.04, 0.97 and 0.99, the lowest last with weight 0.8 (cleanlab's default).
      let quality = try #require(suspects[0]["label_quality"] as? Double)
      let expected = 0.8 * 0.04 + 0.2 * (0.8 * 0.97 + 0.2 * 0.99)
      #expect(abs(quality - expected) < 1e-9)
    }
  }

  @Test func answersJudgeWherePredictionsAreMissing() throws {
    try with { workplace in
      let text = try workplace.run("suspects", "job").text
      #expect(text.contains("probably wrong  1 "), "\(text)")
      #expect(text.contains("boat is probably superfluous: 1 of 3 workers chose it"), "\(text)")
      let csv = try workplace.run("suspects", "job", "--csv").text
      #expect(csv.contains("boat,superfluous,0.5,0.5,1,3,probably-wrong"), "\(csv)")
    }
  }

  @Test func withoutEvidenceItSaysWhatToPass() throws {
    try with(answers: false) { workplace in
      try workplace.run("suspects", "job").expectRefusal("--predictions model.csv", "--answers")
    }
    try with { workplace in
      try workplace.run("suspects", "job", "-o", "out").expectRefusal("--images DIR")
    }
  }

  @Test func suspectsAreDrawnWithTheirPictures() throws {
    try with { workplace in
      for object in Self.labels.indices {
        try workplace.write(try picture(width: 20 + object), to: "images/\(object).jpg")
      }
      let run = try workplace.run("suspects", "job", "--images", "images", "-o", "out")
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        Set(try workplace.files(in: "out")) == ["suspects.pdf", "suspects.png", "suspects.svg"])
      let sheet = String(decoding: try workplace.read("out/suspects.svg"), as: UTF8.self)
      #expect(sheet.contains("boat is probably superfluous: 1 of 3 workers chose it"))
    }
  }

  // MARK: Relabelling

  @Test func suspectsAreSentBack() throws {
    try with { workplace in
      func lines(_ name: String) throws -> [Substring] {
        String(decoding: try workplace.read(name), as: UTF8.self).split(separator: "\n")
      }
      let all = try lines("job/manifests/output/output.manifest")
      let run = try workplace.run("relabel", "job", "--suspects", "1", "--subset", "-o", "again")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try lines("again") == [all[4]])
      #expect(run.errors.contains("of the label taken 1 is probably wrong and 0 only worth a look"))
      let chain = try workplace.run("relabel", "job", "--suspects", "1", "-o", "chain")
      #expect(chain.status == 0, "\(chain.errors)")
      let changed = zip(try lines("chain"), all).map { $0 != $1 }
      #expect(changed == [false, false, false, false, true, false])
      #expect(try lines("chain")[4].contains("\"tags\"") == false)
    }
  }

  @Test func withoutEvidenceNothingIsSentBack() throws {
    try with(answers: false) { workplace in
      try workplace.run("relabel", "job", "--suspects", "1", "-o", "new.manifest")
        .expectRefusal("--predictions model.csv", "--answers")
    }
  }

  // MARK: Report

  @Test func theReportHasAgreementAndSuspects() throws {
    try with { workplace in
      let run = try workplace.run("report", "job", "--anonymous", "-o", "report")
      #expect(run.status == 0, "\(run.errors)")
      let page = String(decoding: try workplace.read("report/index.html"), as: UTF8.self)
      for words in [
        "Krippendorff's alpha (MASI)", "mean Jaccard index", "worker-001",
        "boat is probably superfluous: 1 of 3 workers chose it", "1 of 6 labelled images",
      ] {
        #expect(
          page.contains(words) || page.contains(words.replacing("'", with: "&#39;")), "\(words)")
      }
      let figures = Set(try workplace.files(in: "report/figures"))
      #expect(figures.isSuperset(of: ["agreement.svg", "votes-per-label.svg", "workers.svg"]))
      #expect(!figures.contains("answer-confusion.svg"))
      #expect(run.errors.contains("answers are sets of classes"), "\(run.errors)")
    }
  }

  // MARK: Comparison

  @Test func aReferenceWithSeveralClassesIsRefused() throws {
    try with { workplace in
      let lines = (0..<3).map { number in
        let own = line("s3://bucket/\(number).jpg")
        let tags = multiLabelLine("s3://bucket/\(number).jpg", ["sea"])
        return own.dropLast() + "," + tags.drop { $0 != "," }.dropFirst()
      }
      try workplace.write(lines.map { String($0) }, to: "both.manifest")
      try workplace.run("compare", "both.manifest", "--attribute", "job", "--with", "tags")
        .expectRefusal("'tags'", "several classes per image")
      try workplace.run("compare", "both.manifest", "--attribute", "job", "--with", "job")
        .expectRefusal("is the attribute being compared")
      try workplace.run("compare", "both.manifest", "--attribute", "job", "--with", "job/")
        .expectRefusal("several classes per image", "--with-attribute")
    }
  }
}
