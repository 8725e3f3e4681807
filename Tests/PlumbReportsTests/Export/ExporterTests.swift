import Foundation
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// What holds for every format of an export.
struct ExporterTests {
  /// The lines of a manifest that an export has, read from its files.
  ///
  /// A new format needs a reader here; the tests fail without one.
  private func lines(_ name: String, _ files: [String: Data], of bytes: [UInt8]) throws -> [Int] {
    func file(_ name: String) throws -> Data { try #require(files[name], "\(name)") }
    switch name {
    case "csv":
      let records = try #require(readCSV(String(decoding: try file("out"), as: UTF8.self)))
      return records.dropFirst().compactMap { Int(String(decoding: $0[0], as: UTF8.self)) }
    case "jsonl": return try Self.lineNumbers(try file("out"))
    case "sqlite":
      let folder = try TemporaryFolder()
      let path = try folder.write("out", Array(try file("out")))
      return try Database(path).rows("SELECT line FROM lines ORDER BY line").compactMap {
        $0[0].flatMap(Int.init)
      }
    case "manifest": return try Self.places(of: [try file("out")], in: bytes)
    case "rekognition": return try Self.lineNumbers(ofReferences: try file("out"), in: bytes)
    case "imagefolder": return try Self.lineNumbers(try file("out/index.jsonl"))
    case "split":
      let parts = try ["train", "validation"].map { try file("out/\($0).manifest") }
      return try Self.places(of: parts, in: bytes)
    default:
      Issue.record("no reader for the format \(name)")
      return []
    }
  }

  private static func lineNumbers(_ data: Data) throws -> [Int] {
    try data.split(separator: 0x0A).map { line in
      let record = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      return try #require(record?["line"] as? Int)
    }
  }

  /// The lines of labels with the references of another manifest, in its order.
  private static func lineNumbers(
    ofReferences manifest: Data, in bytes: [UInt8]
  ) throws -> [Int] {
    let labels = try TestSupport.dataset(bytes)
    var rows = labels.kinds.indices.filter { !labels.classIDs(ofRow: $0).isEmpty }[...]
    return try manifest.split(separator: 0x0A).map { line in
      let record = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      let reference = Array(try #require(record?["source-ref"] as? String).utf8)
      rows = rows.drop { labels.references[$0] != reference }
      let row = rows.popFirst()
      return Int(labels.lines[try #require(row)])
    }
  }

  /// The numbers of lines that stand in parts, each found at its place in the manifest byte for byte.
  private static func places(of parts: [Data], in bytes: [UInt8]) throws -> [Int] {
    let all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Data($0) }
    var numbers: [Int] = []
    var used: Set<Int> = []
    for part in parts {
      var place = 0
      for line in part.split(separator: 0x0A, omittingEmptySubsequences: true) {
        while place < all.count, all[place] != line || used.contains(place) { place += 1 }
        try #require(place < all.count, "a line is not in the manifest, or not in its order")
        used.insert(place)
        numbers.append(place + 1)
      }
    }
    return numbers.sorted()
  }

  private func export(
    _ exporter: any Exporter, _ job: ExportJob
  ) async throws -> (files: [String: Data], outcome: ExportOutcome) {
    let folder = try TemporaryFolder()
    let outcome = try await exporter.write(
      job, to: .path(folder.path + "/out"), isolation: nil
    ) { _, _ in }
    for file in outcome.files { #expect(file.hasPrefix(folder.path + "/out")) }
    return (try folder.files(), outcome)
  }

  @Test func namesAreTheirOwn() {
    #expect(Set(allExporters.map(\.name)).count == allExporters.count)
    for exporter in allExporters {
      #expect(exporter.words.first?.isLowercase == true || exporter.words.hasPrefix("SQL"))
      #expect(!exporter.words.hasSuffix("."))
    }
  }

  @Test(arguments: try Fixtures.readableManifests())
  func everyLabelIsInEveryExport(_ name: String) async throws {
    let url = Fixtures.manifests.appendingPathComponent(name)
    var bytes = Array(try Data(contentsOf: url))
    if bytes.starts(with: [0x1F, 0x8B]) { return }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let folder = try TemporaryFolder()
    try folder.write("images/x", [0])
    let job = try ExportJob(bytes).with(images: folder.path + "/images")
    let labelled = job.dataset.kinds.indices.filter { job.dataset.kinds[$0] == .labelled }
    let labelledLines = labelled.map { Int(job.dataset.lines[$0]) }
    for exporter in allExporters where !exporter.needs.contains(.images) {
      let isPicky = ["split", "imagefolder", "rekognition"].contains(exporter.name)
      let isRefused = isPicky && !exporter.takes.contains(job.dataset.labelling.kind)
      let hasLabelsOnly = exporter.needs.contains(.manifest) || exporter.name == "rekognition"
      if isRefused || labelled.isEmpty && hasLabelsOnly {
        await #expect(throws: ReportError.self) { try await export(exporter, job) }
        continue
      }
      var job = job
      job.images = nil
      let (files, _) = try await export(exporter, job)
      let found = try lines(exporter.name, files, of: bytes)
      if exporter.name == "rekognition" {
        let rows = labelled.filter { !job.dataset.classIDs(ofRow: $0).isEmpty }
        #expect(found == rows.map { Int(job.dataset.lines[$0]) })
      } else if hasLabelsOnly {
        #expect(found == labelledLines, "\(exporter.name)")
      } else {
        #expect(found.count == job.dataset.recordCount, "\(exporter.name)")
        #expect(found == found.sorted(), "\(exporter.name)")
      }
    }
  }

  @Test func sameInputSameBytes() async throws {
    let hostile = try HostileFolder()
    for exporter in allExporters {
      let one = try await export(exporter, hostile.job)
      let two = try await export(exporter, hostile.job)
      #expect(one.files == two.files, "\(exporter.name)")
      #expect(!one.files.isEmpty)
    }
  }

  @Test func hostileNamesStayInTheFolder() async throws {
    let hostile = try HostileFolder()
    for exporter in allExporters {
      let outer = try TemporaryFolder()
      var job = hostile.job
      job.splitsImages = true
      _ = try await exporter.write(job, to: .path(outer.path + "/a/b/out"), isolation: nil) {
        _, _ in
      }
      for name in try outer.files().keys {
        #expect(name.hasPrefix("a/b/out"), "\(exporter.name): \(name)")
        #expect(!name.contains(".tmp"), "\(exporter.name): \(name)")
      }
    }
  }

  /// What is selected is what every format has.
  @Test func everyFormatHasWhatIsSelected() async throws {
    let lines = (0..<60).map { number in
      line(
        "s3://bucket/\(number).jpg", ["cat", "dog"][number % 2], confidence: "0.\(number + 10)",
        human: number % 3 != 0)
    }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let folder = try TemporaryFolder()
    for number in 0..<60 { try folder.write("bucket/\(number).jpg", try picture(number)) }
    var job = try ExportJob(bytes).with(images: folder.path)
    job.selection.classes = ["dog"]
    job.selection.source = .human
    job.selection.leastConfidence = 0.3
    job.selection.exceptLines = [24]
    job.selection.limit = 12
    let wanted = job.selection.labelledRows(of: job.dataset, seed: 0).map { $0 + 1 }
    #expect(wanted.count == 12)
    for exporter in allExporters {
      let (files, _) = try await export(exporter, job)
      #expect(try self.lines(exporter.name, files, of: bytes) == wanted, "\(exporter.name)")
    }
  }

  @Test func nothingSelectedIsAnErrorWhereLabelsAreNeeded() async throws {
    var job = try ExportJob([line("s3://bucket/a"), line("s3://bucket/b", human: false)])
    job.selection.lines = []
    for exporter in allExporters
    where exporter.needs.contains(.manifest) || exporter.name == "rekognition" {
      await #expect(throws: ReportError.self, "\(exporter.name)") {
        try await export(exporter, job)
      }
    }
  }

  @Test func whatIsNoStreamWantsAName() async throws {
    let job = try ExportJob([line("s3://bucket/a")])
    for exporter in allExporters where exporter.form != .stream {
      await #expect(throws: ReportError.self, "\(exporter.name)") {
        try await exporter.write(job, to: .stream { _ in }, isolation: nil) { _, _ in }
      }
    }
  }

  @Test func anErrorOfTheStreamIsPassedOn() async throws {
    struct Full: Error {}
    let job = try ExportJob([line("s3://bucket/a")])
    for exporter in allExporters where exporter.form == .stream {
      await #expect(throws: Full.self, "\(exporter.name)") {
        try await exporter.write(job, to: .stream { _ in throw Full() }, isolation: nil) { _, _ in }
      }
    }
  }

  /// Folders and databases are replaced where plumb wrote them, and nothing else is.
  @Test func whatSomebodyElseWroteIsLeftAlone() async throws {
    let hostile = try HostileFolder()
    for exporter in allExporters where exporter.form != .stream {
      let folder = try TemporaryFolder()
      let path = folder.path + "/out"
      let foreign = exporter.form == .folder ? "out/mine.txt" : "out"
      try folder.write(foreign, Array("mine".utf8))
      let before = try folder.files()
      await #expect(throws: OutputError.self, "\(exporter.name)") {
        try await exporter.write(hostile.job, to: .path(path), isolation: nil) { _, _ in }
      }
      #expect(try folder.files() == before, "\(exporter.name)")
    }
  }

  @Test func aSecondExportLeavesNothingOfTheFirst() async throws {
    let hostile = try HostileFolder()
    for exporter in allExporters {
      let folder = try TemporaryFolder()
      var job = hostile.job
      job.splitsImages = true
      _ = try await exporter.write(job, to: .path(folder.path + "/out"), isolation: nil) { _, _ in }
      job.splitsImages = false
      job.selection.classes = ["猫"]
      _ = try await exporter.write(job, to: .path(folder.path + "/out"), isolation: nil) { _, _ in }
      let fresh = try await export(exporter, job)
      #expect(try folder.files() == fresh.files, "\(exporter.name)")
    }
  }
}
