import TestSupport
import Testing

@testable import PlumbGraphics

@Suite struct ConfusionMatrixChartTests {
  private let metrics = FixedTextMetrics()

  private func chart(
    _ names: [String], _ cells: [(Int, Int, Int)], maximum: Int = 50
  ) -> ConfusionMatrixChart {
    ConfusionMatrixChart(
      words: ChartWords(title: ""), classes: names,
      cells: cells.map { .init(row: $0.0, column: $0.1, count: $0.2) }, maximumClasses: maximum)
  }

  private func texts(_ chart: ConfusionMatrixChart) -> [String] {
    chart.drawing(metrics: metrics).texts.map(\.text)
  }

  @Test func cellsAreAddedUpAndImpossibleOnesLeftOut() {
    let counts = ConfusionCounts(
      [(0, 0, 3), (0, 1, 1), (0, 0, 2), (0, 2, 9), (-1, 0, 9), (1, 0, -9), (1, 1, 0)].map {
        ConfusionMatrixChart.Cell(row: $0.0, column: $0.1, count: $0.2)
      }, classCount: 2)
    #expect(counts.total == 6 && counts.same == 5)
    #expect(counts.rowTotals == [6, 0] && counts.columnTotals == [5, 1])
    #expect(counts.rowShare(0) == 5.0 / 6 && counts.rowShare(1) == nil)
    #expect(counts.columnShare(0) == 1 && counts.columnShare(1) == 0)
  }

  @Test func totalsAreSumsOfCellsWhateverTheirOrder() {
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<50 {
      let cells = (0..<40).map { _ in
        ConfusionMatrixChart.Cell(
          row: Int.random(in: 0..<5, using: &numbers),
          column: Int.random(in: 0..<5, using: &numbers),
          count: Int.random(in: 0..<9, using: &numbers))
      }
      let counts = ConfusionCounts(cells, classCount: 5)
      let shuffled = ConfusionCounts(cells.shuffled(using: &numbers), classCount: 5)
      #expect(counts.rowTotals.reduce(0, +) == counts.total)
      #expect(counts.columnTotals.reduce(0, +) == counts.total)
      #expect(counts.cells == shuffled.cells)
      #expect(counts.classesWithMostErrors(3) == shuffled.classesWithMostErrors(3))
    }
  }

  /// Each cell leads where it says, and those of classes that are not drawn nowhere.
  @Test func cellsAreLinks() {
    var chart = chart(["a", "b", "c"], [(0, 0, 5), (0, 1, 9), (2, 2, 1)], maximum: 2)
    for index in chart.cells.indices { chart.cells[index].link = "#\(index)" }
    let marks = chart.drawing(metrics: metrics).marks
    let links = marks.compactMap { mark -> (Rectangle, String)? in
      if case .link(let frame, let uri) = mark { (frame, uri) } else { nil }
    }
    #expect(links.map(\.1) == ["#0", "#1"])
    #expect(links[0].0.maximumX == links[1].0.x && links[0].0.y == links[1].0.y)
    #expect(!chart.drawing(metrics: metrics).texts.isEmpty)
  }

  @Test func sharesOfTotalsStandInTheMargins() {
    let texts = texts(chart(["cat", "dog"], [(0, 0, 999), (0, 1, 1), (1, 1, 7)]))
    // One error in a thousand is no recall of 100 %.
    #expect(texts.contains("99") && texts.contains("100"))
    #expect(texts.contains("1,000") && texts.contains("999"))
    #expect(texts.contains("recall %") && texts.contains("precision %"))
    #expect(texts.contains("reference label") && texts.contains("given label"))
  }

  @Test func theClassesWithTheMostErrorsAreShownInTheirOrder() {
    let cells = [(0, 0, 50), (1, 2, 5), (2, 2, 9), (3, 4, 8), (4, 3, 1), (5, 5, 2)]
    let drawing = chart(["a", "b", "c", "d", "e", "f"], cells, maximum: 3)
      .drawing(metrics: metrics)
    let rows = drawing.texts.filter { $0.anchor == .end && "abcdef".contains($0.text) }
    #expect(rows.map(\.text) == ["b", "d", "e"])
    #expect(
      drawing.texts.contains {
        $0.text.hasPrefix("Showing the 3 classes with the most errors; 3 of 6 are left out")
          && $0.text.contains("66 of 75 pairs")
      })
  }

  @Test func theDiagonalHasAnOutlineEvenWithoutACount() {
    let drawing = SampleQualityCharts.confusion(names: SampleCharts.names(10))
      .drawing(metrics: metrics)
    let outlined = drawing.marks.filter { mark in
      if case .rectangle(let mark) = mark { mark.stroke?.color == Palette.ink } else { false }
    }
    // Ten cells and the sample in the legend.
    #expect(outlined.count == 11)
  }

  @Test func agreementAndErrorsHaveColoursOfTheirOwn() {
    for step in 0..<5 {
      let (same, different) = (
        ConfusionShade.color(step: step, isSame: true),
        ConfusionShade.color(step: step, isSame: false)
      )
      #expect(same.green > same.red && different.red > different.green)
    }
    #expect(
      ConfusionShade.color(share: 0.01, isSame: false) == Palette.disagreement.color(0, of: 5))
    #expect(ConfusionShade.color(share: 2, isSame: true) == Palette.agreement.color(4, of: 5))
  }

  @Test func namesStandUpWhereTheyAreTooLong() {
    func turned(_ names: [String]) -> Int {
      SampleQualityCharts.confusion(names: names).drawing(metrics: metrics).texts
        .count { $0.rotation == -90 }
    }
    #expect(turned(["cat", "dog"]) == 0)
    #expect(turned(["cat", String(repeating: "dog", count: 20)]) == 2)
    #expect(turned(SampleCharts.names(50)) >= 50)
  }

  @Test func theTextForTheBlindNamesTheLargestErrors() {
    let text = chart(["cat", "dog"], [(0, 0, 2), (1, 0, 5), (0, 1, 3)])
      .drawing(metrics: metrics).alternativeText
    #expect(text.contains("Most frequent: dog as cat (5), cat as dog (3)."))
    #expect(text.contains("10 pairs of labels, 20 % of them the same"))
  }
}
