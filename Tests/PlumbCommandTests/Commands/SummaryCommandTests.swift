import Foundation
import PlumbSystem
import TestSupport
import Testing

struct SummaryCommandTests {
  @Test func aManifestIsReadFromWhereverItLies() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let manifest = try workplace.read("output.manifest")
    try workplace.write(manifest, to: "job/manifests/output/output.manifest")
    try workplace.write(manifest, to: "other/renamed.manifest")
    let direct = try workplace.run("summary", "output.manifest", "--json")
    #expect(direct.status == 0)
    #expect(direct.errors.isEmpty)
    let piped = try workplace.run("summary", "-", "--json", input: manifest)
    let places = ["job", "job/", "other"]
    let others = [piped] + (try places.map { try workplace.run("summary", $0, "--json") })
    let classes = try #require(try direct.json()["classes"] as? NSArray)
    #expect(classes.count == 2)
    for run in others {
      #expect(run.status == 0)
      #expect(try classes.isEqual(run.json()["classes"]))
    }
    #expect(try piped.json()["manifest"] as? String == "standard input")
  }

  @Test func gzipIsRead() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let packed = try workplace.run("summary", "--json", Corpus.path("gzip.manifest"))
    #expect(packed.status == 0)
    #expect(try packed.json()["error"] == nil)
    let input = try Data(contentsOf: URL(fileURLWithPath: Corpus.path("gzip.manifest")))
    let piped = try workplace.run("summary", "--json", "-", input: input)
    #expect(try (piped.json()["classes"] as? NSArray)?.isEqual(packed.json()["classes"]) == true)
  }

  @Test func refusedLinesEndWith3AndAreListed() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write([line("s3://bucket/a"), "broken", "", "[]"], to: "output.manifest")
    let run = try workplace.run("summary", "output.manifest")
    #expect(run.status == 3)
    #expect(
      run.errorLines == [
        "output.manifest:2: invalid-json: column 1: this is not JSON; a line of a manifest is one "
          + "object in braces, {…}",
        "output.manifest:4: not-an-object: the line is JSON, but not an object", "",
      ])
    #expect(run.text.contains("2 refused"))
    let quiet = try workplace.run("summary", "-q", "output.manifest")
    #expect(quiet.status == 3)
    #expect(quiet.errors.isEmpty)
    #expect(quiet.output == run.output)
  }

  @Test func aCodeIsListedTwentyTimes() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let broken = [String](repeating: "broken", count: 1_234)
    try workplace.write([line("s3://bucket/a")] + broken, to: "output.manifest")
    let run = try workplace.run("summary", "output.manifest", "--json")
    #expect(run.errorLines.count == 22)
    #expect(run.errorLines[20] == "… and 1,214 more: invalid-json")
    #expect((try run.json()["problems"] as? [Any])?.count == 1_234)
  }

  @Test func formatsAreChosen() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let csv = try workplace.run("summary", "output.manifest", "--csv")
    #expect(csv.text.hasPrefix("class,source,count,share,"))
    #expect(csv.text.split(separator: "\n").count == 5)
    let marked = try workplace.run("summary", "output.manifest", "--csv", "--bom")
    #expect(marked.output == Data([0xEF, 0xBB, 0xBF]) + csv.output)
    let refused = try workplace.run("summary", "output.manifest", "--bom")
    #expect(refused.status == 2 && refused.errors.contains("--bom needs --csv"))
    let text = try workplace.run("summary", "output.manifest")
    #expect(text.text.hasPrefix("output.manifest\n"))
    #expect(try workplace.run("summary", "output.manifest").output == text.output)
  }

  @Test func theAttributeIsChosenAndTold() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(
      [
        line("s3://bucket/a", "old", attribute: "first", date: "2020-01-01T00:00:00"),
        line("s3://bucket/b", "new", attribute: "second"),
      ], to: "output.manifest")
    let chosen = try workplace.run("summary", "output.manifest")
    #expect(chosen.text.contains("'second'") && chosen.text.contains("--attribute"))
    let asked = try workplace.run("summary", "output.manifest", "--attribute", "first", "--json")
    #expect(try asked.json()["attribute"] as? String == "first")
    #expect(
      (try asked.json()["notes"] as? [String])?.contains { $0.contains("choose another") } == false)
  }

  #if os(Linux)
    @Test func aFullStandardOutputIsSaid() throws {
      let workplace = try Workplace()
      defer { workplace.remove() }
      try workplace.makeJob(count: 2)
      let running = try workplace.start(
        ["export", "output.manifest"], output: FileHandle(forWritingAtPath: "/dev/full"))
      try running.wait().expectRefusal("cannot write to standard output")
    }
  #endif
}
