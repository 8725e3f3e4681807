import Foundation
import PlumbAnalysis
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

@Suite struct ComparisonReportTests {
  @Test func sourcesAreNeverPutTogetherButInTheTotal() throws {
    let report = try AnsweredJob().comparison()
    #expect(report.covered == Proportion(60, of: 60))
    #expect(report.bySource.map(\.source) == [.human, .machine])
    let counts = report.bySource.map(\.accuracy.accuracy)
    #expect(counts.map(\.total).reduce(0, +) == 60)
    #expect(
      counts.map(\.count).reduce(0, +) == report.comparison.overall.accuracy.count)
    // Rows 0, 7, 14 … 56 differ.
    #expect(report.comparison.overall.accuracy == Proportion(51, of: 60))
    #expect(report.comparison.differing == stride(from: 0, to: 60, by: 7).map(\.self))
    #expect(report.comparison.calibrations.count == 2)
  }

  @Test func theTextSaysThatADifferenceIsExpected() throws {
    let text = try AnsweredJob().comparison().text()
    #expect(text.contains(", 51 of 60"))
    #expect(text.contains("A difference is expected and not an error in itself"))
    #expect(text.contains("Cramér's V") && text.contains("false discovery rate"))
    #expect(text.contains("an error here means a disagreement"))
    #expect(text.contains("by the file name without its extension"))
  }

  @Test func csvHasARecordForEachSourceAndClass() throws {
    let records = try AnsweredJob().comparison().csv.split(separator: "\n")
    #expect(records.count == 1 + 2 * 3)
    #expect(records[0].split(separator: ",").map(String.init) == ComparisonReport.columns)
    #expect(records[1].hasPrefix("human,cat,"))
  }

  @Test func referencesThatCannotBeUsedAreCounted() throws {
    let data = try dataset([
      line("s3://bucket/a/1.jpg"), line("s3://bucket/b/1.jpg"), line("s3://bucket/b/2.jpg"),
    ])
    let truth = try TruthLabels(
      parsing: Array("image,label\n1.jpg,cat\n2.jpg,dog\n9.jpg,cat\n".utf8))
    let report = ComparisonReport(
      data, try MatchedTruth(truth, data), name: "r.csv", manifestName: "m")
    #expect(report.covered == Proportion(1, of: 3))
    #expect(report.truth.ambiguous == 1 && report.truth.unmatched == 1)
    #expect(report.notes.count == 3)
    #expect(report.comparison.overall.accuracy == Proportion(0, of: 1))
    #expect(!report.json.compact.contains("nan"))
  }

  @Test func labelsComparedWithThemselvesAreWarnedOf() throws {
    let data = try dataset([line("s3://bucket/1.jpg"), line("s3://bucket/2.jpg")])
    func report(_ labels: String) throws -> ComparisonReport {
      let truth = try TruthLabels(parsing: Array(("image,label\n" + labels).utf8))
      return ComparisonReport(
        data, try MatchedTruth(truth, data), name: "r.csv", manifestName: "m")
    }
    let same = try report("1.jpg,cat\n2.jpg,cat\n")
    #expect(same.isIdentical && same.text().contains("Warning: all 2 compared labels equal"))
    #expect(same.json.compact.contains("\"identical\":true"))
    #expect(try !report("1.jpg,cat\n").isIdentical)
    #expect(try !report("1.jpg,cat\n2.jpg,dog\n").isIdentical)
  }
}
