import Foundation
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
    #expect(run.errors.contains("2 lines without a label under 'job'"))
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
    #expect(run.errors.contains("nobody said the right class"))
    let summary = try workplace.run("summary", "new.manifest", "--attribute", "mine", "--json")
      .json()
    let classes = try #require(summary["classes"] as? [[String: Any]])
    #expect(classes.map { $0["name"] as? String } == ["dog"])
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
      "--new-attribute goes with", "output.manifest", "--rows", "rows.txt", "--new-attribute", "x")
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
