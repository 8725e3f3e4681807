import Foundation
import TestSupport
import Testing

@testable import PlumbLabels

/// What a manifest says does not depend on how its bytes arrive or on how many threads read them.
struct ChunkingLawTests {
  @Test(arguments: try CorpusTests.expectations())
  func readsAreCutAnywhere(_ expected: CorpusTests.Expectation) throws {
    let bytes = try fixture("manifests/\(expected.file)")
    let whole = try Reading(bytes, step: 1 << 22, threads: 1)
    for (step, threads) in [(1, 4), (7, 1), (4096, 4)] {
      #expect(try Reading(bytes, step: step, threads: threads) == whole, "step \(step)")
    }
  }

  /// More than 8 MB with three chunks at least: names are first seen in different chunks, twins of
  /// images lie chunks apart, and every kind of line occurs in each.
  static let large: [String] = {
    var lines: [String] = []
    var numbers = SeededNumbers(seed: 5)
    let padding = String(repeating: "p", count: 150)
    for index in 0..<30_000 {
      let name = "class \(index / 1_000)"
      let reference = "s3://bucket/\(padding)/\(index % 29_000).jpg"
      let job = "labeling-job/\(index / 12_000)"
      switch Int.random(in: 0..<50, using: &numbers) {
      case 0: lines.append("{\"source-ref\":\"\(reference)\"}")
      case 1:
        lines.append(
          "{\"source-ref\":\"\(reference)\",\"job-metadata\":{\"failure-reason\":"
            + "\"reason \(index / 9_000)\",\"human-annotated\":\"true\"}}")
      case 2: lines.append("broken \(index)")
      case 3: lines.append("")
      case 4: lines.append(line(reference, name, confidence: "7", date: "now", job: job))
      case 5: lines.append(line(reference, "x", attribute: "other \(index / 15_000)"))
      case 6: lines.append("{\"job-metadata\":{},\"n\":1e999,\"source-ref\":\"\(reference)\"}")
      default:
        lines.append(
          line(
            reference, name, label: "\(index / 1_000)", confidence: "0.\(index % 90 + 10)",
            human: index % 3 != 0, job: job))
      }
    }
    return lines
  }()

  @Test func manyChunksGiveWhatTheLinesSay() throws {
    let bytes = Array((Self.large.joined(separator: "\n") + "\n").utf8)
    #expect(bytes.count > 2 * LineChunker.chunkSize)
    let data = try readManifest(bytes, step: 1 << 20, threads: 4).dataset(attribute: "job")
    let records = Self.large.enumerated().filter { !$0.element.isEmpty }
    let broken = records.filter { $0.element.hasPrefix("broken") }
    #expect(data.recordCount == records.count)
    #expect(data.problems(.invalidJSON).map(\.line) == broken.map { $0.offset + 1 })
    let rows = records.filter { !$0.element.hasPrefix("broken") }
    #expect(data.lines.map(Int.init) == rows.map { $0.offset + 1 })
    for (row, (_, text)) in zip(data.rows, rows) {
      #expect(text.contains("\"source-ref\":\"\(data.references.string(row.number))\""))
      if let id = row.classID {
        #expect(text.contains("\"class-name\":\"\(data.classNames[id])\""))
        #expect(text.contains("\"human-annotated\":\"\(row.source == .human ? "yes" : "no")\""))
      }
      if let id = row.jobID { #expect(text.contains("\"job-name\":\"\(data.jobNames[id])\"")) }
      if let id = row.failureReasonID { #expect(text.contains(data.failureReasons[id])) }
      #expect((row.kind == .failed) == text.contains("failure-reason"))
    }
    #expect(data.classNames == (0..<30).map { "class \($0)" })
    #expect(data.jobNames == (0..<3).map { "labeling-job/\($0)" })
    #expect(!data.duplicates.isEmpty)
  }

  @Test func manyChunksGiveTheSameHoweverTheyAreRead() throws {
    let bytes = Array((Self.large.joined(separator: "\r\n")).utf8)
    let usual = try Reading(bytes, step: 1 << 20, threads: 2)
    for (step, threads) in [(1 << 12, 1), (1 << 22, 4), (99_991, 4)] {
      let isSame = try Reading(bytes, step: step, threads: threads) == usual
      #expect(isSame, "\(step) bytes at a time, \(threads) threads")
    }
  }

  /// Lines around the limit of a mebibyte, before, across and behind the end of a chunk.
  @Test(arguments: [0, 3 << 20, (4 << 20) - 300, 4 << 20])
  func longLinesCostOnlyThemselves(_ before: Int) throws {
    func padded(_ length: Int) -> String {
      let short = line("s3://bucket/x.jpg")
      return "{\"pad\":\"" + String(repeating: "p", count: length - short.utf8.count - 9) + "\","
        + short.dropFirst()
    }
    let filler = line("s3://bucket/filler.jpg")
    var lines = [String](repeating: filler, count: before / (filler.utf8.count + 1))
    let first = lines.count + 1
    lines += [
      padded(1 << 20), padded((1 << 20) + 1), line("s3://bucket/between.jpg"), padded(6 << 20),
      line("s3://bucket/last.jpg"),
    ]
    let bytes = Array(lines.joined(separator: "\n").utf8)
    for step in [65_536, 1 << 22] {
      let data = try readManifest(bytes, step: step, threads: 2).dataset(attribute: nil)
      #expect(data.problems(.lineTooLong).map(\.line) == [first + 1, first + 3])
      #expect(data.rows.suffix(3).map(\.line) == [first, first + 2, first + 4])
      #expect(data.recordCount == lines.count)
    }
  }
}
