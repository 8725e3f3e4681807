import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct FullReportTests {
  private func write(_ evidence: Evidence) async throws -> (files: [String: Data], listed: [String])
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var log = ImageLog()
    let outcome = try await FullReport(evidence, folder: folder.path + "/report")
      .write(log: &log) { _, done, total in #expect(done <= total) }
    return (try folder.files(), outcome.files.map { String($0.dropFirst(folder.path.count + 1)) })
  }

  @Test func whatIsListedIsThereAndNothingElse() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let (files, listed) = try await write(try job.evidence())
    #expect(Set(listed).count == listed.count)
    // Of thumbnails the folder is listed, not each file.
    let thumbnails = files.keys.filter { $0.hasPrefix("report/thumbs/") }
    #expect(Set(listed) == Set(files.keys).subtracting(thumbnails).union(["report/thumbs"]))
    #expect(thumbnails.allSatisfy { $0.hasSuffix(".jpg") } && !thumbnails.isEmpty)
    #expect(files.values.allSatisfy { !$0.isEmpty })
    for name in [
      "index.html", "summary.txt", "summary.json", "summary.csv", "labels.csv", "problems.csv",
    ] {
      #expect(files["report/" + name] != nil)
    }
    #expect(files["report/ground_truth.pdf"]?.starts(with: Data("%PDF-".utf8)) == true)
    #expect(files.keys.filter { $0.hasPrefix("report/figures/") }.count == 15)
  }

  @Test func theSameJobGivesTheSameFiles() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let first = try await write(try job.evidence(jobs: 1)).files
    let second = try await write(try job.evidence(jobs: 4)).files
    #expect(first.keys.sorted() == second.keys.sorted())
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name)") }
  }

  /// Over a network each image is asked for once: figures of some images are drawn of what the PDF
  /// looks at.
  @Test(arguments: [nil, 1])
  func overANetworkTheFilesAreTheSame(perClass: Int?) async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    // With fewer images in the PDF, figures show some that are not in it.
    var evidence = try job.evidence(selection: ImageSelection(perClass: perClass))
    let local = try await write(evidence)
    let asked = AskedImages()
    evidence.images = job.imagesOverNetwork(asked)
    let remote = try await write(evidence)
    #expect(Set(asked.all).count == asked.all.count && !asked.all.isEmpty)
    #expect((asked.all.count == job.dataset.count) == (perClass == nil))
    #expect(remote.listed == local.listed)
    #expect(remote.files.keys.sorted() == local.files.keys.sorted())
    for (name, bytes) in local.files { #expect(remote.files[name] == bytes, "\(name)") }
  }

  @Test func problemsOfLinesAndImagesAreListed() async throws {
    let job = try JobOnDisk(count: 10)
    defer { job.remove() }
    let files = try await write(try job.evidence()).files
    // Excel reads a file as UTF-8 only with a byte order mark.
    for name in ["problems", "labels", "summary"] {
      #expect(files["report/\(name).csv"]?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
    }
    let bytes = try #require(files["report/problems.csv"]).dropFirst(3)
    let records = try #require(readCSV(String(decoding: bytes, as: UTF8.self)))
    let cells = records.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    #expect(cells.first == ["line", "where", "code", "message", "image"])
    #expect(cells.filter { $0[1] == "image" }.map { $0[0] } == ["5", "6"])
  }

  @Test func withoutImagesTheReportSaysWhatIsMissing() async throws {
    let job = try JobOnDisk(count: 5)
    defer { job.remove() }
    var evidence = try job.evidence()
    evidence.images = nil
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var log = ImageLog()
    let outcome = try await FullReport(evidence, folder: folder.path).write(log: &log) { _, _, _ in
    }
    let names = outcome.skipped.map(\.name).filter { !FigureTests.judging.contains($0) }
    #expect(names == ["samples-human", "samples-machine", "ground_truth.pdf"])
    #expect(try folder.files()["ground_truth.pdf"] == nil)
    #expect(try folder.files()["figures/class-histogram.svg"] != nil)
  }
}
