import Foundation
import TestSupport
import Testing

/// `plumb relabel`, and what `plumb report` writes for it.
struct RelabelCommandTests {
  private func manifest(_ workplace: Workplace, _ name: String) throws -> [Substring] {
    String(decoding: try workplace.read(name), as: UTF8.self).split(separator: "\n")
  }

  @Test func markedLinesLoseTheirLabel() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.write(["2 5 # seen by hand"], to: "rows.txt")
    let run = try workplace.run(
      "relabel", "output.manifest", "--rows", "rows.txt", "-o", "new.manifest")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("Removed the label under 'job' from 2 lines"))
    let (old, new) = (
      try manifest(workplace, "output.manifest"), try manifest(workplace, "new.manifest")
    )
    #expect(new.count == old.count)
    for (index, line) in old.enumerated() {
      if [1, 4].contains(index) {
        #expect(new[index] == "{\"source-ref\":\"s3://bucket/set/\(index).jpg\"}")
      } else {
        #expect(new[index] == line)
      }
    }
  }

  @Test func correctionsAreANewAttribute() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.write(
      [
        #"{"schema":1,"attribute":"job","marks":[{"line":1,"image":"s3://bucket/set/0.jpg","class":"dog"},"#,
        #"{"line":3,"image":"s3://bucket/set/2.jpg"}]}"#,
      ], to: "marks.json")
    let run = try workplace.run(
      "relabel", "output.manifest", "--rows", "marks.json", "--corrected", "--new-attribute",
      "mine",
      "-o", "new.manifest")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("no correct class"))
    let summary = try workplace.run("summary", "new.manifest", "--attribute", "mine", "--json")
      .json()
    let classes = try #require(summary["classes"] as? [[String: Any]])
    #expect(classes.map { $0["name"] as? String } == ["dog"])
  }

  /// Nine workers answer for every image; for two images most of them contradict the label.
  @Test func suspectsAreRelabelled() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let manifest = "job/manifests/output/output.manifest"
    let names = (0..<40).map { ["cat", "dog"][$0 % 2] }
    try workplace.write(
      names.enumerated().map { line("s3://bucket/\($0).jpg", $1) }, to: manifest)
    for (number, name) in names.enumerated() {
      let isWrong = [11, 30].contains(number)
      let answers = (0..<9).map { worker in
        let answer = isWrong && worker < 8 ? (name == "cat" ? "dog" : "cat") : name
        return #"{"workerId":"w\#(worker)","answerContent":{"c":{"label":"\#(answer)"}}}"#
      }
      try workplace.write(
        Data("{\"answers\":[\(answers.joined(separator: ","))]}".utf8),
        to: "job/annotations/worker-response/iteration-1/\(number)/a.json")
    }
    let lines = try self.manifest(workplace, manifest)
    let subset = try workplace.run("relabel", "job", "--suspects", "2", "--subset", "-o", "two")
    #expect(subset.status == 0, "\(subset.errors)")
    #expect(try self.manifest(workplace, "two") == [lines[11], lines[30]])
    let chain = try workplace.run("relabel", "job", "--suspects", "2", "-o", "all")
    #expect(chain.status == 0, "\(chain.errors)")
    let changed = zip(try self.manifest(workplace, "all"), lines).enumerated()
    #expect(changed.filter { $0.element.0 != $0.element.1 }.map(\.offset) == [11, 30])
    let many = try workplace.run("relabel", "job", "--suspects", "39", "--subset", "-o", "many")
    #expect(many.status == 0, "\(many.errors)")
    // Nine answers against one leave no doubt about any other label.
    #expect(many.errors.contains("labels taken 2 are probably wrong and"), "\(many.errors)")
  }

  @Test func withoutEvidenceNothingIsSuspected() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.run("relabel", "output.manifest", "--suspects", "3", "-o", "new.manifest")
      .expectRefusal("no label is suspected")
  }

  @Test func refusalsWriteNothing() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.write(["1"], to: "rows.txt")
    try workplace.write(
      [#"{"schema":1,"attribute":"other","marks":[{"line":1}]}"#], to: "other.json")
    try workplace.write(
      [#"{"schema":1,"attribute":"job","marks":[{"line":1,"image":"s3://x/y"}]}"#],
      to: "foreign.json")
    func refused(_ words: String, _ arguments: String...) throws {
      let run = try workplace.run(["relabel"] + arguments + ["-o", "new.manifest"])
      #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
      #expect(try !workplace.files().contains("new.manifest"))
    }
    try refused("other", "output.manifest", "--rows", "other.json", "--attribute", "job")
    try refused("no label attribute 'other'", "output.manifest", "--rows", "other.json")
    try refused("another manifest", "output.manifest", "--rows", "foreign.json")
    try refused("nothing.json", "output.manifest", "--rows", "nothing.json")
    try refused("not both", "output.manifest", "--rows", "rows.txt", "--subset", "--corrected")
    try refused(
      "--new-attribute needs", "output.manifest", "--rows", "rows.txt", "--new-attribute", "x")
    try refused("--rows FILE or --suspects N", "output.manifest")
    try refused("--rows FILE or", "output.manifest", "--rows", "rows.txt", "--suspects", "3")
    try refused("1 or more", "output.manifest", "--suspects", "0")
    try refused(
      "suspects have no correct class yet", "output.manifest", "--suspects", "3", "--corrected")
    try refused(
      "--answers, --predictions and --images", "output.manifest", "--rows", "rows.txt", "--answers",
      "job")
    try refused("cannot both", "-", "--rows", "-")
    try refused("nothing to correct", "output.manifest", "--rows", "rows.txt", "--corrected")
    let itself = try workplace.run(
      "relabel", "output.manifest", "--rows", "rows.txt", "-o", "output.manifest")
    #expect(itself.status == 2 && itself.errors.contains("is the manifest itself"))
  }

  @Test(arguments: ["0", "x", "10XB", "-1", "MB"])
  func sizesThatAreNoneAreRefused(_ size: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let run = try workplace.run(
      "report", "output.manifest", "--single-file", "--max-size=\(size)", "-o", "out")
    #expect(run.status == 2 && run.errors.contains("--max-size"), "\(run.errors)")
  }

  @Test func aPageOfOneFileStandsAlone() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let run = try workplace.run(
      "report", "output.manifest", "--images", "images", "--single-file", "--max-size", "1 MB",
      "-o", "out")
    #expect(run.status == 0, "\(run.errors)")
    let page = String(decoding: try workplace.read("out/index.html"), as: UTF8.self)
    #expect(page.contains("id=\"thumbnails\"") && !page.contains("labels.csv"))
    #expect(try !workplace.files().contains { $0.hasPrefix("out/thumbs") })
  }
}
