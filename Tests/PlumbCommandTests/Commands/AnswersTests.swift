import Foundation
import TestSupport
import Testing

/// Which answers the program finds, seen through the command that counts them.
struct AnswersTests {
  private static let manifest = "job/manifests/output/output.manifest"

  private static func response(_ worker: String, _ label: String) -> Data {
    Data(
      #"{"answers":[{"workerId":"\#(worker)","answerContent":{"x":{"label":"\#(label)"}}}]}"#.utf8)
  }

  private static func request(_ label: String) -> Data {
    Data(
      #"""
      [{"datasetObjectId":"0","dataObject":{"s3Uri":"s3://bucket/0.jpg"},"annotations":[{"workerId":\#
      "w","annotationData":{"content":"{\"x\":{\"label\":\"\#(label)\"}}"}}]}]
      """#.utf8)
  }

  /// A job of two images with one answer each, in the folder `job`.
  private func makeJob(_ workplace: Workplace) throws {
    try workplace.write(
      [line("s3://bucket/0.jpg"), line("s3://bucket/1.jpg", "dog")], to: Self.manifest)
    for (object, label) in [(0, "cat"), (1, "dog")] {
      try workplace.write(
        Self.response("w", label),
        to: "job/annotations/worker-response/iteration-1/\(object)/2024-03-01_09:00:00.json")
    }
  }

  private func expectTwoAnswers(_ run: Run, source: String = "worker-response") {
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("answers   2\n"), "\(run.text)")
    #expect(run.text.contains("images    2 of 2\n"))
    #expect(run.text.contains(source))
    #expect(run.errors.isEmpty)
  }

  @Test(arguments: [
    ["job"], ["job/"], ["./job"], [manifest], ["./job/manifests/output/output.manifest"],
  ])
  func answersAreFoundFromTheJobOrItsManifest(_ job: [String]) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    expectTwoAnswers(try workplace.run(["workers"] + job))
    expectTwoAnswers(try workplace.run(["workers"] + job.map { "\(workplace.path)/\($0)" }))
  }

  @Test func answersAreFoundBesideAManifestThatWasMoved() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    let files = FileManager.default
    try files.moveItem(
      atPath: "\(workplace.path)/\(Self.manifest)", toPath: "\(workplace.path)/job/mine.manifest")
    expectTwoAnswers(try workplace.run("workers", "job"))
    expectTwoAnswers(try workplace.run("workers", "job/mine.manifest"))
    try files.createSymbolicLink(
      atPath: workplace.path + "/link.manifest", withDestinationPath: "job/mine.manifest")
    expectTwoAnswers(try workplace.run("workers", "link.manifest"))
  }

  @Test(arguments: [
    "job", "job/", "job/annotations", "job/annotations/", "job/annotations/worker-response",
  ])
  func aNamedFolderIsUsed(_ folder: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    try workplace.write(try workplace.read(Self.manifest), to: "elsewhere/a.manifest")
    let manifest = "elsewhere/a.manifest"
    expectTwoAnswers(try workplace.run("workers", manifest, "--answers", folder))
    let input = try workplace.read(manifest)
    expectTwoAnswers(try workplace.run(["workers", "-", "--answers", folder], input: input))
    try workplace.run("workers", manifest).expectRefusal("elsewhere/a.manifest", "--answers")
    try workplace.run(["workers", "-"], input: input)
      .expectRefusal("standard input", "annotations/worker-response")
  }

  @Test(arguments: [
    "job", "job/annotations/consolidated-annotation/consolidation-request",
  ])
  func consolidationRequestsAreFound(_ folder: String) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write([line("s3://bucket/0.jpg")], to: Self.manifest)
    try workplace.write(
      Self.request("cat"),
      to: "job/annotations/consolidated-annotation/consolidation-request/iteration-1/a.json")
    let run = try workplace.run("workers", "job", "--answers", folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("answers   1\n"))
    #expect(run.text.contains("files     1 of consolidation-request"))
  }

  @Test func aNamedFolderWithoutAnswersIsRefused() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    func run(_ folder: String) throws -> Run {
      try workplace.run("workers", "job", "--answers", folder)
    }
    try run("job/manifests").expectRefusal(
      "job/manifests: no workers' answers found", "annotations/worker-response")
    try run("nowhere").expectRefusal("nowhere", "no such folder")
    try run(Self.manifest).expectRefusal("no such folder")
    try run("s3://bucket/job").expectRefusal("no AWS credentials")
    try workplace.write(Data(), to: "empty/annotations/worker-response/.keep")
    try run("empty").expectRefusal("empty", "no workers' answers found")
    let usage = try run("")
    #expect(usage.status == 2 && usage.errors.contains("--answers is empty"))
  }

  @Test func whatIsLeftOutIsSaidAndEndsWith3() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    let folder = "job/annotations/worker-response/iteration-1"
    try workplace.write(Data("{".utf8), to: "\(folder)/1/2024-03-01_10:00:00.json")
    try workplace.write(Self.response("v", "dog"), to: "\(folder)/9/a\u{1B}b.json")
    try workplace.write(Self.response("v", "do\\u001b[31mg"), to: "\(folder)/0/b.json")
    let run = try workplace.run("workers", "job")
    #expect(run.status == 3)
    #expect(run.text.contains("answers   3\n"))
    #expect(
      run.errors.contains(
        "job/annotations/worker-response/iteration-1/1/2024-03-01_10:00:00.json: invalid-json: "))
    #expect(run.errors.contains("no-such-object"))
    #expect(run.errors.contains("job: class-only-in-answers: the class \"do\\u{1B}[31mg\""))
    #expect(Run.isHarmless(run.errors))
    #expect(try workplace.run("workers", "job", "-q").errors.isEmpty)
  }

  /// The demo's answers, whose labels are what most workers said.
  @Test func theSampleJobIsReadWithoutTrouble() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.addDemo()
    let files = try workplace.files(in: "sample/job/annotations/worker-response").count
    let summary = try workplace.run("summary", "sample/job", "--json").json()
    let sources = try #require(summary["sources"] as? [String: [String: Any]])
    #expect(files > 0 && sources["human"]?["count"] as? Int == files)
    let run = try workplace.run("workers", "sample/job")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text.contains("answers   \(files * 5)\n"))
    #expect(run.text.contains("workers   9\n"))
    #expect(run.text.contains("images    \(files) of "))
    #expect(run.text.contains("agreeing  \(files) of \(files) labels"))
  }
}
