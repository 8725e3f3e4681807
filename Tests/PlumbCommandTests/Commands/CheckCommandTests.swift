import Foundation
import Testing

struct CheckCommandTests {
  /// Twenty labels of each of two classes, and what is added to them.
  private func makeJob(_ workplace: Workplace, _ more: [String] = []) throws {
    let labels = (0..<40).map { line("s3://bucket/set/\($0).jpg", ["cat", "dog"][$0 % 2]) }
    try workplace.write(labels + more, to: "job/manifests/output/output.manifest")
  }

  @Test func theExitCodeIsThatOfTheGravestFinding() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace, [line("s3://bucket/x", "ant")])
    let warned = try workplace.run("check", "job")
    #expect(warned.status == 0)
    #expect(warned.text.hasPrefix("Passed: 0 errors, "))
    #expect(warned.errors.isEmpty)
    #expect(try workplace.run("check", "job", "--fail-on", "warning").status == 1)
    try makeJob(workplace, ["broken"])
    let failed = try workplace.run("check", "job")
    #expect(failed.status == 1)
    #expect(failed.text.hasPrefix("Failed: "))
    // Refused lines are findings here: they are not said twice.
    #expect(failed.errors.isEmpty)
  }

  @Test func checksAreChosenByIdAndGroup() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace, ["broken"])
    let run = try workplace.run("check", "job", "--only", "classes, coverage", "--json")
    #expect(run.status == 0)
    let checks = try #require(try run.json()["checks"] as? [[String: Any]])
    let ids = checks.compactMap { $0["id"] as? String }
    #expect(ids.first == "coverage" && ids.contains("rare-classes"))
    #expect(Set(checks.compactMap { $0["group"] as? String }) == ["manifest", "classes"])
  }

  @Test(arguments: [
    ("rare-clases", "Did you mean 'rare-classes'"), ("duplicate", "Did you mean 'duplicate"),
    ("zzzzzz", "there is no check or group 'zzzzzz'"), (",", "--only is empty"),
  ])
  func unknownNamesAreRefusedWithNearOnes(_ name: String, _ words: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    let run = try workplace.run("check", "job", "--only", name)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func theCategoryFileOfTheJobIsFound() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    func outcome(_ arguments: String...) throws -> String {
      try workplace.run(["check"] + arguments + ["--only", "unused-classes"]).text
    }
    #expect(try outcome("job").contains("skipped: unused-classes"))
    let file = Data(#"{"labels": [{"label": "cat"}, {"label": "dog"}, {"label": "eel"}]}"#.utf8)
    try workplace.write(file, to: "job/annotation-tool/data.json")
    #expect(try outcome("job").contains("1 of 3 classes is never used: \"eel\""))
    #expect(try outcome("job/manifests/output/output.manifest").contains("\"eel\""))
    try workplace.write(Data(#"{"labels": [{"label": "fox"}]}"#.utf8), to: "other.json")
    #expect(try outcome("job", "--categories", "other.json").contains("\"fox\""))
  }

  @Test func aBadCategoryFileIsRefusedWhereItWasNamed() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    try workplace.write(Data("[]".utf8), to: "job/annotation-tool/data.json")
    let found = try workplace.run("check", "job")
    #expect(found.status == 0)
    #expect(found.errors.contains("data.json is no label category file"))
    let named = try workplace.run(
      "check", "job", "--categories", "job/annotation-tool/data.json")
    named.expectRefusal("data.json is no label category file", "labels")
    try workplace.run("check", "job", "--categories", "none.json").expectRefusal("no such file")
  }

  @Test(arguments: ["--json", "--junit", "--sarif", "--markdown"])
  func formatsGoToStandardOutputOrAFile(_ format: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace, ["broken"])
    let printed = try workplace.run("check", "job", format)
    #expect(printed.status == 1)
    let written = try workplace.run("check", "job", format, "-o", "out/findings")
    #expect(written.status == 1)
    #expect(written.output.isEmpty)
    #expect(written.errors.hasPrefix("Failed: "))
    #expect(try workplace.read("out/findings") == printed.output)
    try workplace.run("check", "job", "-o", "job/manifests/output/output.manifest")
      .expectRefusal("is the manifest itself")
  }

  @Test func formatsExcludeEachOther() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    #expect(try workplace.run("check", "job", "--json", "--sarif").status == 2)
  }

  @Test func aManifestThatCannotBeReadIsNoFinding() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(["<html>"], to: "output.manifest")
    let run = try workplace.run("check", "output.manifest", "--json")
    #expect(run.status == 2)
    let object = try run.json()
    #expect(object["verdict"] as? String == "unusable")
    #expect((object["error"] as? [String: Any])?["code"] as? String == "html")
  }

  @Test func theManualNeedsNoJob() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let run = try workplace.run("check", "--list")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("# The checks\n"))
    #expect(try workplace.run("check").status == 2)
  }
}
