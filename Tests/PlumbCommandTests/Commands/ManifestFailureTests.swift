import Foundation
import TestSupport
import Testing

/// What cannot be done ends with exit 2 and one sentence that says why and what to do.
struct ManifestFailureTests {
  private func inWorkplace(_ body: (Workplace) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try body(workplace)
  }

  /// Every command that reads a job, with what it needs besides.
  static let commands = [
    ["summary"], ["summary", "--json"], ["export"], ["pdf", "--images", ".", "-o", "out/a.pdf"],
    ["figures", "-o", "out"], ["report", "-o", "out"],
  ]

  @Test(arguments: commands) func noSuchFile(_ command: [String]) throws {
    try inWorkplace { workplace in
      let run = try workplace.run(command + ["missing.manifest"])
      run.expectRefusal("missing.manifest: no such file")
      #expect(run.output.isEmpty)
      #expect(try workplace.files().isEmpty)
    }
  }

  @Test(arguments: commands) func aFolderWithoutAManifest(_ command: [String]) throws {
    try inWorkplace { workplace in
      try workplace.write(["x"], to: "folder/readme.txt")
      let run = try workplace.run(command + ["folder"])
      run.expectRefusal(
        "folder: no manifest in this folder", "manifests/output/output.manifest")
    }
  }

  @Test func aFolderWithSeveralManifests() throws {
    try inWorkplace { workplace in
      try workplace.write([line("s3://bucket/a")], to: "folder/b.manifest")
      try workplace.write([line("s3://bucket/a")], to: "folder/a.manifest")
      try workplace.run("summary", "folder").expectRefusal("a.manifest, b.manifest", "Pass one")
    }
  }

  @Test(arguments: commands) func aPDFGivenAsTheManifest(_ command: [String]) throws {
    try inWorkplace { workplace in
      try workplace.write(["%PDF-1.7", "%âãÏÓ"], to: "report.pdf")
      let run = try workplace.run(command + ["report.pdf"])
      run.expectRefusal("report.pdf: the file is a PDF document, not a manifest.")
      #expect(try workplace.files() == ["report.pdf"])
    }
  }

  @Test(arguments: commands) func noLabelAttribute(_ command: [String]) throws {
    try inWorkplace { workplace in
      try workplace.write([#"{"source-ref":"s3://bucket/a"}"#], to: "input.manifest")
      try workplace.run(command + ["input.manifest"])
        .expectRefusal("no line in the manifest has a label attribute", "input of a job")
    }
  }

  @Test(arguments: commands) func anUnknownAttribute(_ command: [String]) throws {
    try inWorkplace { workplace in
      try workplace.makeJob()
      try workplace.run(command + ["output.manifest", "--attribute", "nope"])
        .expectRefusal("no label attribute 'nope'", "It has: 'job'.")
    }
  }

  @Test func anotherTaskType() throws {
    try inWorkplace { workplace in
      let boxes = line("s3://bucket/a")
        .replacing("groundtruth/image-classification", with: "groundtruth/semantic-segmentation")
      try workplace.write([boxes], to: "boxes.manifest")
      try workplace.run("report", "boxes.manifest", "-o", "out")
        .expectRefusal("this manifest contains segmentation masks", "not classes")
      #expect(try workplace.files() == ["boxes.manifest"])
    }
  }

  @Test func withoutCredentialsEverySourceIsNamed() throws {
    try inWorkplace { workplace in
      let run = try workplace.run("summary", "s3://bucket/job/output.manifest")
      run.expectRefusal(
        "no AWS credentials", "environment", "credentials-file",
        "--profile", "--no-sign-request")
    }
  }

  @Test(arguments: [
    ("http://192.0.2.1/output.manifest", "https"),
    ("s3://bucket", "s3://bucket"),
  ])
  func aPlaceThatIsNotAskedFor(_ job: String, _ word: String) throws {
    try inWorkplace { workplace in
      try workplace.run("summary", job, "--no-sign-request").expectRefusal(job, word)
    }
  }

  /// Nobody listens there: every command says so, and leaves nothing behind.
  @Test(arguments: ["summary", "export", "report", "pdf", "figures", "workers"])
  func aServiceThatDoesNotAnswer(_ command: String) throws {
    try inWorkplace { workplace in
      let output =
        ["report", "pdf", "figures"].contains(command) ? ["-o", "out"] : []
      let run = try workplace.run(
        [
          command, "s3://bucket/job/", "--endpoint-url", "http://127.0.0.1:1", "--no-sign-request",
        ] + output)
      run.expectRefusal("s3://bucket/job/manifests/output/output.manifest", "127.0.0.1")
      #expect(try workplace.files() == [])
    }
  }

  /// The failure is an object for programs as well, where an object was asked for.
  @Test func aFailureInJSON() throws {
    try inWorkplace { workplace in
      try workplace.write([#"{"source-ref":"s3://bucket/a"}"#], to: "input.manifest")
      let json = try workplace.run("summary", "--json", "input.manifest").json()
      #expect((json["error"] as? [String: String])?["code"] == "no-label-attribute")
    }
  }

  @Test func aNameFromTheCommandLineIsPrintedHarmlessly() throws {
    try inWorkplace { workplace in
      let run = try workplace.run("summary", "a\u{1B}[31m\u{7}.manifest")
      run.expectRefusal("no such file")
      #expect(Run.isHarmless(run.errors))
    }
  }
}
