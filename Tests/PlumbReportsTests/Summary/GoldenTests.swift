import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// A job with everything in it: both sources, failed, unlabelled and refused lines, a conflict, and
/// names that are dangerous to print.
struct GoldenTests {
  private func report() throws -> SummaryReport {
    SummaryReport(try dataset(try Fixtures.bytes("small-job.manifest")))
  }

  @Test func text() throws {
    try Fixtures.expect(try report().text(), matches: "small-job.txt")
  }

  @Test func json() throws {
    try Fixtures.expect(try report().json.pretty + "\n", matches: "small-job.json")
  }

  @Test func csv() throws {
    try Fixtures.expect(try report().csv, matches: "small-job.csv")
  }

  @Test(arguments: allTableFormats.map(\.name)) func table(_ name: String) throws {
    let format = try #require(allTableFormats.first { $0.name == name })
    var text = ""
    try LabelTable(try dataset(try Fixtures.bytes("small-job.manifest")))
      .write(as: format) { text += $0 }
    try Fixtures.expect(text, matches: "small-job-table.\(name)")
  }
}
