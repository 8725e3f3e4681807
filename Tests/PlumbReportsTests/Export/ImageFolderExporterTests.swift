import Foundation
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct ImageFolderExporterTests {
  private struct Record: Decodable {
    var file: String
    var line: Int
    var image: String
    var `class`: String
  }

  private func index(_ folder: TemporaryFolder) throws -> [Record] {
    try folder.bytes("out/index.jsonl").split(separator: 0x0A).map {
      try JSONDecoder().decode(Record.self, from: Data($0))
    }
  }

  @Test func hostileNamesAreSafeAndTheIndexKnowsThem() async throws {
    let hostile = try HostileFolder()
    let folder = try TemporaryFolder()
    let outcome = try await hostile.job.write("imagefolder", to: folder.path + "/out")
    let records = try index(folder)
    let dataset = hostile.job.dataset
    #expect(records.count + outcome.log.failureCount == dataset.count)
    #expect(records.count > 200)
    // As any file system sees them.
    #expect(Set(records.map { SafeName.folded($0.file) }).count == records.count)
    for record in records {
      let parts = record.file.split(separator: "/", omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(record.file)")
      for part in parts { expectSafe(String(part)) }
      let end = record.file.lowercased()
      #expect([".jpg", ".jpeg", ".png"].contains { end.hasSuffix($0) }, "\(record.file)")
      let row = try #require(dataset.rowNumber(onLine: record.line))
      let values = dataset.row(row)
      #expect(record.image.utf8.elementsEqual(dataset.references.string(row).utf8))
      let name = dataset.classNames[try #require(values.classID)]
      #expect(record.class.utf8.elementsEqual(name.utf8))
    }
    // A folder is one class, and a class is one folder.
    let pairs = Set(records.map { "\($0.file.prefix { $0 != "/" })|\(Array($0.class.utf8))" })
    #expect(pairs.count == Set(records.map { Array($0.class.utf8) }).count)
  }

  private func expectSafe(_ name: String) {
    #expect(!name.isEmpty && name.utf8.count <= 255)
    #expect(![".", "-", " "].contains(name.first) && !name.hasPrefix("__"), "\(name)")
    #expect(![".", " "].contains(name.last), "\(name)")
    let isVisible = name.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F && !"/\\:*?\"<>|\u{202E}".unicodeScalars.contains($0)
    }
    #expect(isVisible, "\(name)")
  }

  /// Each file is the image that the index says, by content.
  @Test func filesAreTheImages() async throws {
    for copies in [false, true] {
      let hostile = try HostileFolder()
      let folder = try TemporaryFolder()
      let input = hostile.folder.path + "/in"
      let job = try hostile.job.with(images: input, copies: copies)
      try await job.write("imagefolder", to: folder.path + "/out")
      let source = ImageFolder(root: input, references: JobReferences(dataset: job.dataset))
      for record in try index(folder) {
        let row = try #require(job.dataset.rowNumber(onLine: record.line))
        let original = try source.path(job.dataset.reference(row)).get()
        let (one, other) = (try inode(original), try inode(folder.path + "/out/" + record.file))
        #expect((one == other) == !copies)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: original)))
        #expect(try folder.bytes("out/" + record.file) == bytes)
      }
    }
  }

  private func inode(_ path: String) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(facts[.systemFileNumber] as? Int)
  }

  @Test func plainNamesStayAsTheyAre() async throws {
    let folder = try TemporaryFolder()
    for key in ["a.jpg", "x/a.jpg", "b.jpg"] { try folder.write("bucket/" + key, try picture(1)) }
    let job = try ExportJob([
      line("s3://bucket/a.jpg"), line("s3://bucket/x/a.jpg"), line("s3://bucket/b.jpg"),
      line("s3://bucket/a.jpg", "big cat"),
    ]).with(images: folder.path)
    try await job.write("imagefolder", to: folder.path + "/out")
    #expect(
      try index(folder).map(\.file) == [
        "cat/a-1.jpg", "cat/a-2.jpg", "cat/b.jpg", "big cat/a.jpg",
      ])
  }

  @Test func whatIsMissingIsListed() async throws {
    let folder = try TemporaryFolder()
    try folder.write("bucket/a.jpg", try picture(1))
    try folder.write("bucket/empty.jpg", [])
    try folder.write("bucket/text.jpg", Array("no image at all".utf8))
    let keys = ["a.jpg", "empty.jpg", "text.jpg", "=none.jpg"]
    let job = try ExportJob(keys.map { line("s3://bucket/" + $0) }).with(images: folder.path)
    let outcome = try await job.write("imagefolder", to: folder.path + "/out")
    #expect(outcome.log.failureCount == 3)
    let text = String(decoding: try folder.bytes("out/problems.csv"), as: UTF8.self)
    let records = try #require(readCSV(text)).map { $0.map { String(decoding: $0, as: UTF8.self) } }
    #expect(records[0] == ImageIndex.problemColumns)
    #expect(records.dropFirst().map { $0[2] } == ["empty-file", "not-an-image", "missing"])
    #expect(try index(folder).map(\.file) == ["cat/a.jpg"])
    #expect(folder.names("out/cat") == ["a.jpg"])
  }

  /// A link in the folder must not lead the cleaning elsewhere.
  @Test func cleaningDoesNotFollowLinks() async throws {
    let folder = try TemporaryFolder()
    try folder.write("bucket/a.jpg", try picture(1))
    try folder.write("elsewhere/a.jpg", try picture(2))
    let job = try ExportJob([line("s3://bucket/a.jpg")]).with(images: folder.path)
    try await job.write("imagefolder", to: folder.path + "/out")
    try FileManager.default.removeItem(atPath: folder.path + "/out/cat")
    try folder.link("out/cat", to: folder.path + "/elsewhere")
    _ = try? await job.write("imagefolder", to: folder.path + "/out")
    let untouched = try picture(2)
    #expect(try folder.bytes("elsewhere/a.jpg") == untouched)
  }

  @Test(arguments: [
    ("cat", "cat"), ("..", "other"), ("", "other"), ("a/b", "a_b"), ("../../x", "_x"),
    ("con", "_con"), ("Nul.jpg", "_Nul.jpg"), ("com1", "_com1"), ("console", "console"),
    ("-x", "x"), ("__init__", "_init__"), ("a. ", "a"), ("x\u{1B}[1m", "x_[1m"), ("猫", "猫"),
    ("_", "other"), ("_a", "_a"), ("...a", "a"),
  ])
  func safeNames(_ text: String, _ name: String) {
    #expect(SafeName.make(text, orElse: "other").utf8.elementsEqual(name.utf8))
  }

  /// Random texts: names are safe, their own, and a safe text that nobody else wants stays.
  @Test func namesAreUniqueWhateverIsWanted() {
    var numbers = SeededNumbers(seed: 5)
    let letters = ["a", "A", "b", ".", "-", "_", " ", "1", "é", "e\u{301}", "/", "\u{202E}"]
    for _ in 0..<300 {
      let wanted = (0..<20).map { _ in
        SafeName.make(
          (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
            letters[Int.random(in: 0..<letters.count, using: &numbers)]
          }.joined(), orElse: "class")
      }
      for name in wanted { expectSafe(name) }
      let names = UniqueNames(wanted, numbers: Array(1...20)) { "\($0)-\($1)" }.names
      #expect(Set(names.map(SafeName.folded)).count == names.count)
      for (name, text) in zip(names, wanted)
      where wanted.count(where: { SafeName.folded($0) == SafeName.folded(text) }) == 1 {
        #expect(name == text)
      }
    }
  }
}
