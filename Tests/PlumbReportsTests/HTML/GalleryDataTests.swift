import Foundation
import PlumbAnalysis
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbReports

/// What the script of a page gets is what the dataset says.
struct GalleryDataTests {
  private func check(_ dataset: Dataset, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let page = ReportPage(Evidence(of: dataset))
    let data = try columns(try markup(page))
    let count = try #require(data["count"] as? Int)
    #expect(count == dataset.count, sourceLocation: sourceLocation)
    #expect(try unstep(data["row"]) == Array(0..<count), sourceLocation: sourceLocation)
    #expect(
      try unstep(data["line"]) == dataset.lines.map { Int($0) }, sourceLocation: sourceLocation)
    let rows = (0..<count).map { dataset.row($0) }
    #expect(
      try unrun(data["class"]) == rows.map { $0.classID ?? -1 }, sourceLocation: sourceLocation)
    #expect(try unrun(data["job"]) == rows.map { $0.jobID ?? -1 }, sourceLocation: sourceLocation)
    let confidences = try #require(data["confidence"] as? [Any]).map { $0 as? Double }
    #expect(confidences == rows.map(\.confidence), sourceLocation: sourceLocation)
    let kinds = try #require(data["kind"] as? String)
    #expect(kinds.utf8.count == count, sourceLocation: sourceLocation)
    try checkReferences(dataset, data, sourceLocation)
    try checkTimes(rows, data, sourceLocation)
  }

  private func checkReferences(
    _ dataset: Dataset, _ data: [String: Any], _ sourceLocation: SourceLocation
  ) throws {
    let names = try #require(data["name"] as? [String])
    let places = try #require(data["places"] as? [String])
    let references = zip(names, try unrun(data["place"])).map { Array((places[$1] + $0).utf8) }
    #expect(
      references == (0..<dataset.count).map { dataset.references[$0] },
      sourceLocation: sourceLocation)
  }

  private func checkTimes(
    _ rows: [Dataset.Row], _ data: [String: Any], _ sourceLocation: SourceLocation
  ) throws {
    var now = 0
    let times = try #require(data["time"] as? [Any]).map { value -> Int? in
      guard let step = value as? Int else { return nil }
      now += step
      return now
    }
    #expect(
      times == rows.map { $0.date.map { Int($0.microseconds / 1_000_000) } },
      sourceLocation: sourceLocation)
  }

  @Test func hostileManifestsComeBack() throws {
    let names = try Fixtures.readableManifests()
    #expect(names.count > 50)
    for name in names { try check(try Fixtures.hostile(name)) }
  }

  @Test func randomManifestsComeBack() throws {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<20 {
      let lines = (0..<Int.random(in: 1...200, using: &numbers)).map { number in
        line(
          "s3://bucket/\(Int.random(in: 0...4, using: &numbers))/a/\(number)",
          ["a", "b", "ç"][Int.random(in: 0...2, using: &numbers)],
          confidence: Bool.random(using: &numbers)
            ? "0.\(Int.random(in: 0...9_999, using: &numbers))" : nil,
          human: Bool.random(using: &numbers))
      }
      try check(try dataset(lines))
    }
  }

  @Test func findingsKeepTheirOrder() throws {
    var page = ReportPage(Evidence(of: try dataset((0..<5).map { line("s3://bucket/\($0)") })))
    page.findings = [
      .init(
        id: "x", severity: .note, title: "X", messages: [""],
        places: [.init(3), .init(1), .init(99)]),
      .init(id: "empty", severity: .note, title: "E", messages: [""]),
    ]
    page.imageSets = [.init(id: "cell", title: "C", rows: [4, 0])]
    let data = try columns(try markup(page))
    let findings = try #require(data["findings"] as? [[String: Any]])
    let sets = try #require(data["sets"] as? [[String: Any]])
    #expect(sets.map { $0["at"] as? [Int] } == [[4, 0]])
    #expect(findings.map { $0["id"] as? String } == ["x"])
    #expect(findings.first?["at"] as? [Int] == [3, 1])
  }

  @Test func judgementsAreColumns() throws {
    var page = ReportPage(
      Evidence(of: try dataset((0..<4).map { line("s3://bucket/\($0)", $0 < 2 ? "a" : "b") })))
    page.gallery.suspicions = [
      nil, .init(score: 0.123456, reasons: ["odd"], classID: 1), .init(score: 1, reasons: []),
      .init(score: 0, reasons: ["odd", "old"]),
    ]
    let split = ReportPage.WorkerSplit([.init(name: "a", count: 3), .init(name: "zebra", count: 1)])
    page.gallery.splits = [split, nil, split, .init([.init(name: "b", count: 2)])]
    #expect(split.pattern == "3–1")
    let data = try columns(try markup(page))
    let suspicion = try #require(data["suspicion"] as? [String: Any])
    #expect((suspicion["score"] as? [Any])?.map { $0 as? Double } == [nil, 0.1234, 1, 0])
    #expect(try unrun(suspicion["class"]) == [-1, 1, -1, -1])
    #expect(suspicion["reasons"] as? [String] == ["odd", "old"])
    let why = try #require(suspicion["why"] as? [Any])
    #expect(why[0] as? [Int] == [] && why[1] as? Int == 0 && why[3] as? [Int] == [0, 1])
    #expect(try unrun(data["split"]) == [0, -1, 0, 1])
    let splits = try #require(data["splits"] as? [[Any]])
    #expect(splits.map(\.count) == [4, 2])
    #expect(splits[0][2] as? String == "zebra" && splits[0][3] as? Int == 1)
  }

  @Test func splitsOfNamesThatOnlyLookAlikeAreTwo() {
    let one = ReportPage.WorkerSplit([.init(name: "\u{E9}", count: 1)])
    let other = ReportPage.WorkerSplit([.init(name: "e\u{301}", count: 1)])
    #expect(one != other)
  }
}
