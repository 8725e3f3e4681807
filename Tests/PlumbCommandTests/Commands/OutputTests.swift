import Foundation
import TestSupport
import Testing

/// What the commands that write files leave behind.
struct OutputTests {
  @Test func aReportIsWrittenWhole() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob(
      ["../../../../../plumb-escaped", "a/b", "/tmp/plumb-escaped", "..", "con:nul"], count: 10)
    let before = try workplace.files()
    let run = try workplace.run("report", "output.manifest", "--images", "images", "-o", "out")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    let written = Set(try workplace.files()).subtracting(before)
    #expect(written.allSatisfy { $0.hasPrefix("out/") && !$0.contains(".tmp") })
    let told = run.errorLines.filter { $0.hasPrefix("wrote ") }.map { String($0.dropFirst(6)) }
    let thumbnails = written.filter { $0.hasPrefix("out/thumbs/") }
    #expect(Set(told) == written.subtracting(thumbnails).union(["out/thumbs"]))
    #expect(
      try JSONSerialization.jsonObject(with: workplace.read("out/summary.json")) is [String: Any])
    // Nothing was made outside of the test's folder either.
    var folder = URL(fileURLWithPath: workplace.path)
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let escaped = folder.appendingPathComponent("plumb-escaped").path
      #expect(!FileManager.default.fileExists(atPath: escaped))
    }
  }

  @Test func aSecondRunGivesTheSameBytesAndDecodesNothing() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let arguments = ["pdf", "output.manifest", "--images", "images", "-q", "-o"]
    for name in ["one.pdf", "two.pdf"] {
      let run = try workplace.run(arguments + [name])
      #expect(run.status == 0)
      #expect(run.errors.isEmpty && run.output.isEmpty)
    }
    #expect(try workplace.read("one.pdf") == workplace.read("two.pdf"))
    let without = try workplace.run(arguments + ["three.pdf", "--no-cache", "--jobs", "1"])
    #expect(without.status == 0)
    #expect(try workplace.read("one.pdf") == workplace.read("three.pdf"))
  }

  @Test func anImageThatIsMissingEndsWith3() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try FileManager.default.removeItem(atPath: workplace.path + "/images/bucket/set/3.jpg")
    let run = try workplace.run("pdf", "output.manifest", "--images", "images", "-o", "a.pdf")
    #expect(run.status == 3)
    #expect(run.errors.contains("output.manifest:4: missing: s3://bucket/set/3.jpg"))
    #expect(run.errors.contains("1 image could not be displayed"))
    #expect(try workplace.read("a.pdf").starts(with: Data("%PDF-".utf8)))
  }

  @Test func pathsAreLookedUpBesideTheManifest() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(
      [line("pictures/a.jpg"), line("pictures/b.jpg")], to: "job/output.manifest")
    for name in ["a", "b"] { try workplace.write(try picture(), to: "job/pictures/\(name).jpg") }
    let run = try workplace.run("pdf", "job", "-o", "a.pdf")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func figuresAreThreeFilesEach() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let with = try workplace.run("figures", "output.manifest", "--images", "images", "-o", "with")
    #expect(with.status == 0)
    #expect(try workplace.files(in: "with").count == 15)
    let without = try workplace.run("figures", "output.manifest", "-o", "without")
    #expect(without.status == 0)
    #expect(
      try workplace.files(in: "without")
        == ["class-histogram", "confidence-distribution", "labels-over-time"].flatMap { name in
          ["pdf", "png", "svg"].map { "\(name).\($0)" }
        })
    #expect(without.errors.contains("left out: samples-human, "))
  }

  @Test(arguments: ["csv", "jsonl"]) func theTableGoesToAFileOrToStandardOutput(_ format: String)
    throws
  {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(
      [line("s3://bucket/a"), "broken", #"{"source-ref":"s3://bucket/b"}"#], to: "output.manifest")
    let run = try workplace.run("export", "output.manifest", "--format", format)
    #expect(run.status == 3)
    #expect(run.text.split(separator: "\n").count == (format == "csv" ? 4 : 3))
    let file = try workplace.run("export", "output.manifest", "--format", format, "-o", "table")
    #expect(file.status == 3)
    #expect(file.output.isEmpty)
    #expect(try workplace.read("table") == run.output)
    #expect(try workplace.files() == ["output.manifest", "table"])
  }

  @Test func anExistingFileIsReplaced() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob(count: 2)
    try workplace.write(["old"], to: "table.csv")
    let run = try workplace.run("export", "output.manifest", "-o", "table.csv")
    #expect(run.status == 0)
    #expect(
      String(decoding: try workplace.read("table.csv"), as: UTF8.self).hasPrefix("line,status"))
  }
}
