import Foundation
import PlumbAnalysis
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// The columns that the script of a page gets, as they are encoded.
///
/// That decoding them gives what the dataset says is tested by the script's own tests, on the golden
/// files of ``PageGoldenTests``.
struct GalleryDataTests {
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
      nil, .init(score: 0.123456, isProbablyWrong: false, reasons: ["odd"], classID: 1),
      .init(score: 1, isProbablyWrong: true, reasons: []),
      .init(score: 0, isProbablyWrong: false, reasons: ["odd", "old"]),
    ]
    let split = ReportPage.WorkerSplit([.init(name: "a", count: 3), .init(name: "zebra", count: 1)])
    page.gallery.splits = [split, nil, split, .init([.init(name: "b", count: 2)])]
    #expect(split.pattern == "3–1")
    let data = try columns(try markup(page))
    let suspicion = try #require(data["suspicion"] as? [String: Any])
    #expect((suspicion["score"] as? [Any])?.map { $0 as? Double } == [nil, 0.1234, 1, 0])
    #expect(suspicion["class"] as? [Int] == [-1, 1, 1, 1, -1, 2])
    #expect(suspicion["reasons"] as? [String] == ["odd", "old"])
    let why = try #require(suspicion["why"] as? [Any])
    #expect(why[0] as? [Int] == [] && why[1] as? Int == 0 && why[3] as? [Int] == [0, 1])
    #expect(data["split"] as? [Int] == [0, 1, -1, 1, 0, 1, 1, 1])
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
