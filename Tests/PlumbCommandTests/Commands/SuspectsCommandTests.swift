import Foundation
import TestSupport
import Testing

/// The commands that judge labels, on the demo's job and on small ones.
@Suite struct SuspectsCommandTests {
  private func withDemo(_ body: (Workplace) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.addDemo()
    try body(workplace)
  }

  @Test func workersHaveThreeFormats() throws {
    try withDemo { workplace in
      let text = try workplace.run("workers", "sample/job")
      #expect(text.text.contains("Krippendorff's alpha") && text.text.contains("worker "))
      let json = try workplace.run("workers", "sample/job", "--json", "--anonymous").json()
      let workers = try #require(json["workers"] as? [[String: Any]])
      #expect(workers.count == 9 && workers[0]["worker"] as? String == "worker-001")
      let csv = try workplace.run("workers", "sample/job", "--csv").text
      #expect(csv.split(separator: "\n").count == 10)
    }
  }

  @Test func suspectsAreListedAndDrawn() throws {
    try withDemo { workplace in
      let job = "sample/job"
      let run = try workplace.run(
        "suspects", job, "--top", "7", "--json", "--images", "sample/images", "-o", "out", "-q")
      let json = try run.json()
      let suspects = try #require(json["suspects"] as? [[String: Any]])
      #expect(suspects.count == 7 && json["strength"] as? String == "strong")
      #expect((suspects[0]["reasons"] as? [[String: Any]])?.isEmpty == false)
      #expect(
        Set(try workplace.files(in: "out")) == ["suspects.pdf", "suspects.png", "suspects.svg"])
      let csv = try workplace.run("suspects", job, "--top", "7", "--csv").text
      #expect(csv.split(separator: "\n").count >= 8)
    }
  }

  @Test func withoutEvidenceItIsSaid() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write([line("s3://bucket/0.jpg")], to: "a.manifest")
    let run = try workplace.run("suspects", "a.manifest")
    #expect(run.status == 0)
    #expect(run.text.contains("There is no evidence to rank by"))
    #expect(run.text.contains("missing   the workers' answers to the image"))
    try workplace.run("suspects", "a.manifest", "-o", "out").expectRefusal("--images")
    try workplace.run("workers", "a.manifest").expectRefusal("no workers' answers")
  }

  @Test func predictionsAreRead() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(
      [line("s3://bucket/0.jpg"), line("s3://bucket/1.jpg", "dog"), line("s3://bucket/2.jpg")],
      to: "a.manifest")
    try workplace.write(
      Data("cat,dog\n0.9,0.1\n0.2,0.8\n0.07,0.93\n".utf8), to: "model.csv")
    let run = try workplace.run("suspects", "a.manifest", "--predictions", "model.csv", "--json")
    let suspects = try #require(try run.json()["suspects"] as? [[String: Any]])
    #expect(suspects[0]["line"] as? Int == 3 && suspects[0]["suggested"] as? String == "dog")
    #expect(try run.json()["confident_learning"] != nil)
    try workplace.write(
      Data("id;image;cat;dog\n7;0.jpg;90;10\n8;9.jpg;0;100\n".utf8), to: "table.csv")
    let text = try workplace.run("suspects", "a.manifest", "--predictions", "table.csv").text
    #expect(text.contains("1 of 2 rows match no image") && text.contains("divided by 100"))
    func refusal(_ arguments: String...) throws -> Run {
      try workplace.run(["suspects", "a.manifest", "--predictions"] + arguments)
    }
    try workplace.write(Data("cat,dog\n0.9,0.1\n".utf8), to: "short.csv")
    try refusal("short.csv").expectRefusal("short.csv", "1 rows of predictions for 3")
    try refusal("model.txt").expectRefusal("model.txt", "no such file")
    try refusal("none.csv").expectRefusal("none.csv")
    try workplace.write(Data("cat,dog\n9,1\n".utf8), to: "logits.csv")
    try refusal("logits.csv").expectRefusal("line 2", "logits")
  }

  @Test(arguments: ["truth.json", "truth.csv", "truth.manifest", "truth"])
  func labelsAreComparedWithWhateverIsThere(_ reference: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let truth = [line("s3://bucket/0.jpg"), line("s3://bucket/1.jpg")]
    try workplace.write(
      [line("s3://bucket/0.jpg"), line("s3://bucket/1.jpg", "dog")], to: "a.manifest")
    try workplace.write(Data(#"{"0": "cat", "1": "cat"}"#.utf8), to: "truth.json")
    try workplace.write(
      Data("source-ref,label\ns3://bucket/0.jpg,cat\ns3://bucket/1.jpg,cat\n".utf8),
      to: "truth.csv")
    try workplace.write(truth, to: "truth.manifest")
    try workplace.write(truth, to: "truth/manifests/output/output.manifest")
    let run = try workplace.run("compare", "a.manifest", "--with", reference, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let all = try #require(try run.json()["human"] as? [String: Any])
    let accuracy = try #require(all["accuracy"] as? [String: Any])
    #expect(accuracy["count"] as? Int == 1 && accuracy["total"] as? Int == 2)
    #expect((try run.json()["differing"] as? [[String: Any]])?.first?["line"] as? Int == 2)
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write([line("s3://bucket/0.jpg")], to: "a.manifest")
    func refusal(_ other: String) throws -> Run {
      try workplace.run("compare", "a.manifest", "--with", other)
    }
    try refusal("nowhere").expectRefusal("nowhere", "not an attribute of")
    try workplace.write(Data(#"{"x": "cat"}"#.utf8), to: "else.json")
    try refusal("else.json").expectRefusal(
      "else.json", "the only image of the reference labels is not")
    try workplace.write(Data("{".utf8), to: "bad.json")
    try refusal("bad.json").expectRefusal("bad.json", "line 1")
    try refusal("job").expectRefusal("is the attribute being compared")
    let usage = try refusal("")
    #expect(usage.status == 2 && usage.errors.contains("--with is empty"))
  }
}
