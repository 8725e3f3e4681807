import Foundation
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct SplitTests {
  /// A random job: classes of very different sizes, both sources, some images on several lines.
  private func randomJob(seed: UInt64) throws -> ExportJob {
    var numbers = SeededNumbers(seed: seed)
    let classes = Int.random(in: 1...30, using: &numbers)
    var lines: [String] = []
    for name in 0..<classes {
      let size = [1, 2, 3, 5, 40, 200][Int.random(in: 0..<6, using: &numbers)]
      for _ in 0..<size {
        let isRepeated = !lines.isEmpty && Int.random(in: 0..<12, using: &numbers) == 0
        let number = isRepeated ? Int.random(in: 0..<lines.count, using: &numbers) : lines.count
        lines.append(
          line("s3://bucket/\(number).jpg", "class \(name)", human: Bool.random(using: &numbers)))
      }
    }
    lines.shuffle(using: &numbers)
    return try ExportJob(lines)
  }

  private func plan(
    _ job: ExportJob, _ fractions: SplitFractions = .standard, seed: UInt64 = 0
  ) throws -> SplitPlan {
    var groups = ImageGroups(job.dataset)
    let rows = try job.labelledRows()
    return SplitPlan(groups.groups(of: rows), of: job.dataset, fractions, seed: seed)
  }

  static let fractions = ["80,20", "70,20,10", "50,50", "0.9,0.1", "1,98,1", "33.4,33.3,33.3"]

  @Test(arguments: fractions) func rowsAreInOnePartAndImagesTogether(_ text: String) throws {
    let fractions = try #require(SplitFractions(text))
    for seed in 0..<20 as Range<UInt64> {
      let job = try randomJob(seed: seed)
      let plan = try plan(job, fractions, seed: seed)
      #expect(plan.rows.map(\.row) == Array(0..<job.dataset.count))
      var parts: [[UInt8]: Set<Int>] = [:]
      for (row, part) in plan.rows { parts[job.dataset.references[row], default: []].insert(part) }
      #expect(parts.values.allSatisfy { $0.count == 1 })
    }
  }

  /// Without repeats each class and each stratum is off by few images, and the whole as well.
  @Test(arguments: fractions) func sharesAreKept(_ text: String) throws {
    let fractions = try #require(SplitFractions(text))
    for seed in 0..<10 as Range<UInt64> {
      var job = try randomJob(seed: seed)
      job.selection.isUnique = true
      let dataset = job.dataset
      var counts: [[Int]: [Int]] = [:]
      let rows = try plan(job, fractions, seed: seed).rows
      for (row, part) in rows {
        let values = dataset.row(row)
        let id = values.classID ?? 0
        for key in [[id], [id, values.source == .human ? 0 : 1]] {
          counts[key, default: fractions.names.map { _ in 0 }][part] += 1
        }
      }
      for (key, found) in counts {
        let total = Double(found.reduce(0, +))
        for (part, count) in found.enumerated() {
          #expect(abs(Double(count) - total * fractions.shares[part]) < 4, "\(key) \(found)")
        }
        if key.count == 1 { #expect(found[0] > 0, "\(found)") }
      }
    }
  }

  @Test func theWholeHasItsShares() throws {
    let job = try ExportJob((0..<5_000).map { line("s3://bucket/\($0)", "class \($0 % 7)") })
    for text in ["80,20", "70,20,10"] {
      let fractions = try #require(SplitFractions(text))
      let rows = try plan(job, fractions).rows
      for (part, share) in fractions.shares.enumerated() {
        let count = rows.count { $0.part == part }
        #expect(abs(Double(count) - share * 5_000) <= 2)
      }
    }
  }

  @Test func seedsDifferAndAddingLinesMovesFew() throws {
    let lines = (0..<2_000).map { line("s3://bucket/\($0)", "class \($0 % 4)") }
    let (one, other) = (try ExportJob(lines), try ExportJob(Array(lines.dropLast(40))))
    let first = try plan(one).rows.map(\.part)
    #expect(try plan(one, seed: 1).rows.map(\.part) != first)
    let second = try plan(other).rows.map(\.part)
    let moved = zip(first, second).count { $0 != $1 }
    // Of a random choice that is not tied to images, a third would move.
    #expect(moved < 450, "\(moved)")
  }

  @Test func sameContentStaysTogether() async throws {
    let folder = try TemporaryFolder()
    var lines: [String] = []
    for number in 0..<60 {
      lines.append(line("s3://bucket/\(number).jpg", ["cat", "dog"][number % 2]))
      try folder.write("bucket/\(number).jpg", try picture(number / 6))
    }
    let job = try ExportJob(lines).with(images: folder.path)
    let outcome = try await job.write("split", to: folder.path + "/out")
    #expect(outcome.notes.contains { $0.hasPrefix("60 lines of 10 repeated images") })
    var parts: [Int: Set<String>] = [:]
    for part in ["train", "validation"] {
      let dataset = try dataset(try folder.bytes("out/\(part).manifest"))
      for row in 0..<dataset.count {
        let number = try #require(Int(dataset.reference(row).fileName.dropLast(4)))
        parts[number / 6, default: []].insert(part)
      }
    }
    #expect(parts.count == 10 && parts.values.allSatisfy { $0.count == 1 })
    #expect(Set(parts.values.joined()) == ["train", "validation"])
  }

  @Test func theSummaryCounts() async throws {
    let folder = try TemporaryFolder()
    let job = try randomJob(seed: 3)
    try await job.write("split", to: folder.path + "/out")
    let json = try JSONSerialization.jsonObject(with: Data(try folder.bytes("out/split.json")))
    let summary = try #require(json as? [String: Any])
    let classes = try #require(summary["classes"] as? [[String: Any]])
    for (part, name) in ["train", "validation"].enumerated() {
      let manifest = try dataset(try folder.bytes("out/\(name).manifest"))
      let parts = try #require(summary["parts"] as? [[String: Any]])
      #expect(parts[part]["lines"] as? Int == manifest.count)
      for entry in classes {
        let id = manifest.classNames.firstIndex(of: try #require(entry["name"] as? String))
        for source in LabelSource.allCases {
          let counts = try #require(entry[source.rawValue] as? [String: Int])
          let found = (0..<manifest.count).count {
            manifest.row($0).classID == id && manifest.row($0).source == source
          }
          #expect(counts[name] == (id == nil ? 0 : found))
        }
      }
    }
  }

  @Test func imagesGoToTheFoldersOfTheirPart() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20).map { line("s3://bucket/\($0).jpg", ["cat", "dog"][$0 % 2]) }
    for number in 0..<20 where number != 7 {
      try folder.write("bucket/\(number).jpg", try picture(number))
    }
    var job = try ExportJob(lines).with(images: folder.path)
    job.fractions = try #require(SplitFractions("60,20,20"))
    job.splitsImages = true
    let outcome = try await job.write("split", to: folder.path + "/out")
    #expect(outcome.log.failureCount == 1)
    var images = 0
    for part in ["train", "validation", "test"] {
      let manifest = try dataset(try folder.bytes("out/\(part).manifest"))
      for row in 0..<manifest.count where manifest.reference(row).fileName != "7.jpg" {
        let name = manifest.classNames[try #require(manifest.row(row).classID)]
        let path = "\(folder.path)/out/\(part)/\(name)/\(manifest.reference(row).fileName)"
        #expect(FileManager.default.fileExists(atPath: path), "\(path)")
        images += 1
      }
      #expect(Set(folder.names("out/\(part)")).isSubset(of: ["cat", "dog"]))
    }
    #expect(images == 19)
  }

  @Test(arguments: [
    "", "100", "80,30", "50,50,0", "80,20,-0", "a,b", "25,25,25,25", "80,20,", "nan,20", "inf,1",
  ])
  func badFractionsAreRefused(_ text: String) { #expect(SplitFractions(text) == nil) }
}
