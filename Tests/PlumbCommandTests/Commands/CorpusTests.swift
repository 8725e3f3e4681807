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
    let image = "images/" + (try Self.firstKey(file))
    try workplace.write(try picture(), to: image)
    let run = try workplace.run(
      "report", Corpus.path(file), "--images", "images", "-o", "deep/out")
    #expect(run.status == 3, "\(run.errors)")
    #expect(Run.isHarmless(run.errors))
    #expect(run.output.isEmpty)
    let files = try workplace.files()
    #expect(files.filter { !$0.hasPrefix("deep/out/") } == [image])
    #expect(files.contains("deep/out/ground_truth.pdf"))
    #expect(!files.contains { $0.contains(".tmp") })
  }

  /// The key of the image on the first line.
  private static func firstKey(_ file: String) throws -> String {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Corpus.path(file)))
    let line = try JSONSerialization.jsonObject(with: bytes.prefix { $0 != 10 }) as? [String: Any]
    let reference = try #require(line?["source-ref"] as? String)
    return reference.split(separator: "/", maxSplits: 2).dropFirst(2).joined()
  }
}
