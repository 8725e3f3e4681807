import PlumbGraphics
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// A click on a cell shows the images behind it.
struct PageConfusionTests {
  private func confusion(_ cells: [PageConfusion.Cell], classes: [String]) -> PageConfusion {
    PageConfusion(
      id: "answers", title: "Answers", caption: "", classes: classes, labelledClassCount: 2,
      cells: cells)
  }

  @Test func cellsLeadToTheirImages() throws {
    let dataset = try dataset((0..<6).map { line("s3://bucket/\($0)", $0 < 3 ? "cat" : "dog") })
    let confusion = confusion(
      [
        .init(row: 0, column: 0, count: 9, rows: []),
        .init(row: 0, column: 1, count: 2, rows: [2, 0]),
        .init(row: 1, column: 2, count: 1, rows: [5]), .init(row: 2, column: 2, count: 1, rows: []),
      ], classes: dataset.classNames + ["new"])
    var page = ReportPage(Evidence(of: dataset))
    var section = ReportPage.Section(id: "workers", title: "Workers")
    section.charts = [confusion.chart(metrics: PangoTextMetrics())]
    page.sections = [section]
    page.imageSets = confusion.imageSets
    #expect(page.imageSets.map(\.id) == ["answers-0-1", "answers-1-2"])
    let text = try markup(page)
    // The matrix and its table: the diagonal leads to the class, a class without labels nowhere.
    for address in ["#images?finding=answers-0-1", "#images?finding=answers-1-2"] {
      #expect(text.contains("xlink:href=\"\(address)\""))
      #expect(text.contains(" href=\"\(address)\""))
    }
    let matrix = try between(text, "<div class=\"view paper\">", "</svg>")
    #expect(matrix.contains("xlink:href=\"#images?class=0\""))
    #expect(!matrix.contains("#images?class=2"))
    let sets = try #require(try columns(text)["sets"] as? [[String: Any]])
    #expect(sets.first?["at"] as? [Int] == [2, 0])
    #expect(sets.first?["title"] as? String == "labelled cat, answered dog")
  }

  /// Whatever the counts are: no set without an image, none of equal classes, each of them once, and
  /// never more than the page has room for.
  @Test func setsAreThoseOfTheMostFrequentPairs() {
    var numbers = SeededNumbers(seed: 8)
    for count in [1, 2, 5, 40] {
      let cells = (0..<count).flatMap { row in
        (0..<count).map { column in
          PageConfusion.Cell(
            row: row, column: column, count: Int.random(in: 0...3, using: &numbers),
            rows: (0..<Int.random(in: 0...2, using: &numbers)).map { $0 })
        }
      }
      let confusion = confusion(cells, classes: (0..<count).map { "class \($0)" })
      let sets = confusion.imageSets
      #expect(sets.count <= PageConfusion.mostSets)
      #expect(Set(sets.map(\.id)).count == sets.count)
      #expect(sets.allSatisfy { !$0.rows.isEmpty })
      let counts = Dictionary(
        uniqueKeysWithValues: cells.map { ("answers-\($0.row)-\($0.column)", $0) })
      #expect(sets.allSatisfy { counts[$0.id].map { $0.row != $0.column && $0.count > 0 } == true })
      let chart = confusion.chart(metrics: FixedTextMetrics())
      #expect(chart.table.rows.allSatisfy { $0.count == chart.table.header.count })
    }
  }
}
