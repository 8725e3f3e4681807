import Foundation
import PlumbImages
import TestSupport
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
    ("zzzzzz", "unknown check or group 'zzzzzz'"), (",", "--only is empty"),
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
    #expect(found.errors.contains("data.json is not a label category file"))
    let named = try workplace.run(
      "check", "job", "--categories", "job/annotation-tool/data.json")
    named.expectRefusal("data.json is not a label category file", "labels")
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

  // MARK: Images

  @Test func imagesAreLookedAtWhereTheyAreAtHand() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    for number in 0..<39 {
      // Number 7 is of one colour, 20 a copy of 10, and 39 is not there.
      let bytes = number == 7 ? try flat() : try picture(width: 80 + (number == 20 ? 10 : number))
      try workplace.write(bytes, to: "images/bucket/set/\(number).jpg")
    }
    let arguments = ["check", "job", "--images", "images", "--only", "images,exact-duplicates"]
    let run = try workplace.run(arguments)
    #expect(run.status == 1)
    #expect(run.text.contains("error: unreadable-images: 1 image cannot be read (missing)"))
    #expect(run.text.contains("line 8: s3://bucket/set/7.jpg: entropy"))
    #expect(run.text.contains("line 21: s3://bucket/set/20.jpg: same file as line 11"))
    // From the cache it is the same.
    #expect(try workplace.run(arguments).output == run.output)
    let without = try workplace.run("check", "job", "--only", "images")
    #expect(without.status == 0)
    #expect(without.text.contains("no images; pass their folder with --images DIR"))
    let other = try workplace.run(arguments + ["--profile", "cleanvision"])
    #expect(other.text.contains("CleanVision's definition of low_information"))
    #expect(other.text.contains("profile cleanvision"))
  }

  private func flat() throws -> Data {
    let rgb = [UInt8](repeating: 90, count: 90 * 90 * 3)
    return Data(try #require(encodeJPEG(rgb: rgb, width: 90, height: 90, quality: 80)))
  }

  // MARK: Configuration

  @Test func thresholdsAndWeightsComeFromTheConfiguration() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    try workplace.write(
      [
        "fail-on: warning", "checks:", "  rare-classes: {least-labels: 30}",
        "  coverage: {severity: off}",
      ],
      to: "plumb.yml")
    let found = try workplace.run("check", "job")
    #expect(found.status == 1)
    #expect(found.text.contains("rare-classes: least-labels 30"))
    #expect(found.text.contains("thresholds from plumb.yml"))
    #expect(found.text.contains("skipped: coverage: disabled in the configuration"))
    // Options win.
    #expect(try workplace.run("check", "job", "--fail-on", "error").status == 0)
    let without = try workplace.run("check", "job", "--no-config")
    #expect(without.status == 0)
    #expect(without.text.contains("rare-classes: least-labels 10"))
    try workplace.write(["only: [coverage, rare-classes]"], to: "other.yml")
    let other = try workplace.run("check", "job", "--config", "other.yml", "--json")
    #expect(try (other.json()["checks"] as? [Any])?.count == 2)
    #expect(try other.json()["configuration"] as? String == "other.yml")
    try workplace.write(["checks: {coverage: {severity: note}}"], to: "note.yml")
    try makeJob(workplace, Array(repeating: "broken", count: 9))
    let note = try workplace.run("check", "job", "--config", "note.yml", "--only", "coverage")
    #expect(note.status == 0)
    #expect(note.text.contains("note: coverage: "))
  }

  @Test(arguments: [
    ("chekcs: {}", "line 1: unknown key 'chekcs'. Did you mean 'checks'?"),
    ("a\n: b: c", "line "),
    (
      "checks:\n  coverage:\n    least_share: 1",
      "line 3: unknown key 'least_share'. Did you mean 'least-share'?"
    ),
    ("checks:\n  converage: {}", "line 2: unknown key 'converage'. Did you mean 'coverage'?"),
    ("checks: {coverage: {least-share: 2}}", "'least-share' is '2', not a number from 0 to 1"),
    ("checks: {rare-classes: {least-labels: 2.5}}", "not a whole number from 1"),
    ("checks: {coverage: {severity: bad}}", "allowed values: error, warning, note, off"),
    ("fail-on: never", "'fail-on' is 'never'; allowed values: error, warning, note"),
    ("checks: [coverage]", "'checks' is a list, not a mapping"),
    ("only: {coverage: 1}", "'only' is a mapping, not a list of names"),
    ("only: converage", "Did you mean 'coverage'"),
    ("fail-on: error\nfail-on: note", "duplicate key 'fail-on'"),
    ("profile: default\nchecks: {dark: {threshold: 1}}", "unknown key 'threshold'"),
  ])
  func mistakesInTheConfigurationAreNamed(_ text: String, _ words: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    try workplace.write(Data(text.utf8), to: "own.yml")
    try workplace.run("check", "job", "--config", "own.yml").expectRefusal(words)
  }

  @Test func theProfileDecidesWhichThresholdsThereAre() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    try workplace.write(["checks: {dark: {threshold: 1}}"], to: "own.yml")
    let arguments = ["check", "job", "--config", "own.yml"]
    try workplace.run(arguments).expectRefusal("unknown key 'threshold'")
    #expect(try workplace.run(arguments + ["--profile", "cleanvision"]).status == 0)
    try workplace.write(["", "# nothing"], to: "own.yml")
    #expect(try workplace.run(arguments).status == 0)
    try workplace.run("check", "job", "--config", "none.yml").expectRefusal("no such file")
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
