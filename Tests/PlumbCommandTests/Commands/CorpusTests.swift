import Foundation
import TestSupport
import Testing

/// Every hostile manifest ends as the table says: exit code, usable rows, codes.
struct CorpusTests {
  @Test(arguments: try Corpus.expectations())
  func endsAsExpected(_ expected: Corpus.Expectation) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let run = try workplace.run("summary", "--json", Corpus.path(expected.file))
    #expect(run.status == expected.exit, "\(run.errors)")
    #expect(Run.isHarmless(run.errors))
    let json = try run.json()
    #expect((json["lines"] as? [String: Int])?["labelled"] == expected.usable)
    let problems = try #require(json["problems"] as? [[String: Any]])
    let codes = Set(problems.compactMap { $0["code"] as? String })
    #expect(Set(expected.codes).subtracting(codes) == [], "missing codes")
    #expect(codes.subtracting(expected.codes + expected.optional) == [], "unexpected codes")
    #expect(try workplace.files().isEmpty)
  }

  /// Names out of a manifest pass through every output of the report and stay in its folder.
  @Test(arguments: [
    "markup-in-classes.manifest", "special-characters.manifest", "shell-characters.manifest",
    "escapes-in-references.manifest", "class-invisible-characters.manifest",
    "formulas-in-classes.manifest", "same-basename.manifest",
  ])
  func aReportOfHostileNamesStaysInItsFolder(_ file: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(try picture(), to: "images/1.jpg")
    let run = try workplace.run(
      "report", Corpus.path(file), "--images", "images", "-o", "deep/out")
    #expect(run.status == 3, "\(run.errors)")
    #expect(Run.isHarmless(run.errors))
    #expect(run.output.isEmpty)
    let files = try workplace.files()
    #expect(files.filter { !$0.hasPrefix("deep/out/") } == ["images/1.jpg"])
    #expect(files.contains("deep/out/ground_truth.pdf"))
    #expect(!files.contains { $0.contains(".tmp") })
  }
}
