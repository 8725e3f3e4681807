import Foundation
import Plumb
import PlumbPages
import TestSupport
import Testing

/// A job as somebody sees it who imports Plumb and nothing else.
struct JobTests {
  private static func line(_ image: Int, _ label: String, attribute: String = "kind") -> String {
    TestSupport.line(
      "s3://bucket/\(image).jpg", label, attribute: attribute,
      date: "2026-01-0\(image)T00:00:00") + "\n"
  }

  private static let twoClasses = Array(
    (line(1, "circle") + line(2, "square") + line(3, "circle")).utf8)

  private static let demoFolder = Result {
    try SharedFolder { try DemoFiles(folder: $0).write { _, _ in } }
  }

  private static func demo() throws -> DemoFiles {
    DemoFiles(folder: try demoFolder.get().path)
  }

  @Test func bytesInMemoryAreRead() throws {
    let job = try Job(manifest: Self.twoClasses, name: "mine")
    #expect(job.summary.classes.map(\.name) == ["circle", "square"])
    #expect(job.summary.classes.map(\.share.count) == [2, 1])
    #expect(job.location == "mine")
  }

  @Test func fileAndItsBytesGiveTheSame() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("output.manifest", Self.twoClasses)
    let fromFile = try Job(at: path)
    let fromMemory = try Job(manifest: Self.twoClasses)
    #expect(fromFile.labels.classIDs == fromMemory.labels.classIDs)
    #expect(fromFile.summary.notes == fromMemory.summary.notes)
    #expect(fromFile.location == path)
  }

  @Test func attributeCanBeChosenAndTheOthersAreKept() throws {
    let bytes = Array(
      (Self.line(1, "circle", attribute: "early") + Self.line(2, "square", attribute: "late")).utf8)
    let latest = try Job(manifest: bytes)
    #expect(latest.labels.labelling.attributes == ["early", "late"])
    #expect(latest.otherLabels.isEmpty)
    let early = try Job(manifest: bytes, Job.Options(attribute: "early"))
    #expect(early.labels.attribute.name == "early")
    #expect(early.otherLabels.map(\.attribute.name) == ["late"])
    var options = Job.Options()
    options.keepsOtherLabels = false
    #expect(try Job(manifest: bytes, options).otherLabels.isEmpty)
  }

  @Test func whatIsNoManifestIsRefusedByName() throws {
    let error = #expect(throws: ManifestError.self) {
      try Job(manifest: Array("hello\n".utf8), name: "mine")
    }
    #expect(error?.message.hasPrefix("mine: ") == true)
  }

  @Test func missingFileIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/none.manifest"
    let error = #expect(throws: (any Error).self) { try Job(at: path) }
    #expect("\(try #require(error))".contains(path))
  }

  @Test func folderWithoutAnswersIsRefusedOnlyWhereItIsNamed() throws {
    let folder = try TemporaryFolder()
    let job = try Job(at: try folder.write("output.manifest", Self.twoClasses))
    #expect(try job.answers() == nil)
    #expect(throws: ReportError.self) { try job.answers(in: folder.path) }
  }

  @Test func answersLeadToSuspects() throws {
    let files = try Self.demo()
    let job = try Job(at: files.jobFolder)
    let answers = try #require(try job.answers())
    let quality = job.quality(answers: answers)
    #expect(quality.agreement != nil)
    #expect(job.quality().agreement == nil)
    let worst = try #require(quality.suspects.suspects(1).first)
    #expect(!worst.reasons.isEmpty)
    #expect(worst.label == job.labels.classNames[Int(job.labels.classIDs[worst.row])])
  }

  @Test func bytesHaveNothingBesideThemWhateverTheyAreCalled() throws {
    let files = try Self.demo()
    let path = files.jobFolder + "/manifests/output/output.manifest"
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(try Job(at: path).answers() != nil)
    #expect(try Job(manifest: bytes, name: path).answers() == nil)
    let isSkipped = { (job: Job) in job.check().skipped.map(\.id).contains("unused-classes") }
    #expect(!isSkipped(try Job(at: path)))
    #expect(isSkipped(try Job(manifest: bytes, name: path)))
  }

  @Test func labelsAreComparedWithAFile() throws {
    let folder = try TemporaryFolder()
    let truth = "source-ref,label\ns3://bucket/1.jpg,circle\ns3://bucket/2.jpg,circle\n"
    let path = try folder.write("truth.csv", Array(truth.utf8))
    let report = try Job(manifest: Self.twoClasses).comparison(with: path)
    #expect(report.comparison.overall.accuracy.count == 1)
    #expect(report.comparison.overall.accuracy.total == 2)
  }

  @Test func imagesAnswerMoreChecks() async throws {
    let files = try Self.demo()
    let job = try Job(at: files.jobFolder)
    let blind = job.check()
    let seeing = try await job.check(images: Job.ImageOptions(folder: files.imageFolder))
    #expect(blind.images == nil)
    #expect(seeing.skipped.count < blind.skipped.count)
    #expect(seeing.setup.version == plumbVersion)
  }

  @Test func reportIsWritten() async throws {
    let files = try Self.demo()
    let folder = try TemporaryFolder()
    let job = try Job(at: files.jobFolder)
    let outcome = try await job.writeReport(
      to: folder.path + "/report", images: Job.ImageOptions(folder: files.imageFolder),
      answers: try job.answers())
    #expect(outcome.files.contains(folder.path + "/report/index.html"))
    #expect(folder.names("report").contains("ground_truth.pdf"))
  }
}
