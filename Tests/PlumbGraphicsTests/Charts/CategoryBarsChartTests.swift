import PlumbGraphics
import PlumbText
import Testing

@Suite struct CategoryBarsChartTests {
  private let metrics = FixedTextMetrics()

  private func texts(_ chart: CategoryBarsChart) -> [String] {
    chart.drawing(metrics: metrics).texts.map(\.text)
  }

  @Test func everyClassIsLabelledWithItsCount() {
    let texts = texts(SampleCharts.histogram(names: SampleCharts.names(12), largest: 54_321))
    for total in (1...12).map({ NumberText.whole(54_321 / $0) }) {
      #expect(texts.contains(total))
    }
  }

  @Test func classesBeyondTheLimitAreCountedInANote() {
    let chart = SampleCharts.histogram(names: SampleCharts.names(1_500), maximum: 60)
    let texts = texts(chart)
    #expect(texts.contains("Showing the 60 largest of 1,500 classes; the rest are in the table."))
    #expect(texts.contains("class 59"))
    #expect(!texts.contains("class 60"))
  }

  @Test func aPageTakesAsManyClassesAsFitAndSaysSo() {
    let chart = SampleCharts.histogram(names: SampleCharts.names(60))
    let room = Size(width: 539, height: 300)
    let drawing = chart.drawing(metrics: metrics, fitting: room)
    #expect(drawing.size.height <= room.height)
    #expect(drawing.size.width == room.width)
    #expect(drawing.texts.contains { $0.text.hasPrefix("Showing the ") })
  }

  @Test func aPanelWithoutValuesIsLeftOutAndNamed() {
    let texts = texts(SampleCharts.histogram(names: SampleCharts.names(5), hasMachine: false))
    #expect(texts.contains("Left out, because there is nothing to show: Machine confidence."))
    #expect(!texts.contains("labelled by the machine"))
  }

  @Test func aMissingIntervalIsCalledNone() {
    let texts = texts(SampleCharts.histogram(names: SampleCharts.names(5)))
    // One class without human labels, one without machine labels.
    #expect(texts.filter { $0 == "none" }.count == 2)
  }

  @Test func fewClassesStandAndLongNamesLie() {
    let short = SampleCharts.histogram(names: ["cat", "dog"]).drawing(metrics: metrics)
    let long = SampleCharts.histogram(names: ["cat", String(repeating: "dog", count: 40)])
      .drawing(metrics: metrics)
    // Upright bars repeat the names under each of the four panels.
    #expect(short.texts.filter { $0.text == "cat" }.count == 4)
    #expect(long.texts.filter { $0.text == "cat" }.count == 1)
  }

  @Test func aCountOfOneCanBeSeenOnBothAxes() throws {
    let series = [CountSeries(name: "all", style: .neutral, values: [1_000_000, 1])]
    for scale in [CountScale.linear, .logarithmic] {
      let chart = CategoryBarsChart(
        words: ChartWords(title: ""), categories: ["a", "b"],
        panels: [CategoryPanel(title: "", content: .counts(series: series, scale: scale))])
      let bars = chart.drawing(metrics: metrics).marks.compactMap { mark -> Rectangle? in
        if case .rectangle(let mark) = mark, mark.stroke != nil { mark.frame } else { nil }
      }
      let smallest = try #require(bars.dropFirst().map { min($0.width, $0.height) }.min())
      #expect(bars.count == 3)
      #expect(smallest >= (scale == .linear ? 0.79 : 5))
    }
  }

  @Test(arguments: [Double.nan, -.infinity, -5, 0, 1, .infinity])
  func anyRoomGivesADrawing(side: Double) {
    let chart = SampleCharts.histogram(names: SampleCharts.names(20))
    for room in [Size(width: side, height: 300), Size(width: 500, height: side)] {
      let drawing = chart.drawing(metrics: metrics, fitting: room)
      #expect(drawing.texts.contains { $0.text == "cat" })
    }
  }

  @Test func numbersThatCannotBeDrawnAreRefused() {
    #expect(IntervalSummary(mean: .nan, lowerQuartile: 0, upperQuartile: 1, count: 1) == nil)
    #expect(IntervalSummary(mean: 0, lowerQuartile: 0, upperQuartile: .infinity, count: 1) == nil)
    #expect(IntervalSummary(mean: 0, lowerQuartile: 1, upperQuartile: 0, count: 1) == nil)
    #expect(IntervalSummary(mean: 0, lowerQuartile: 0, upperQuartile: 0, count: 0) == nil)
    #expect(CountSeries(name: "", style: .human, values: [-3]).values == [0])
  }

  @Test func colorsCanBeReadAndToldApart() {
    for ground in [Palette.paper, Palette.stripe, Palette.placeholder, Palette.humanGround] {
      #expect(Palette.ink.contrast(with: ground) >= 4.5)
      #expect(Palette.quietInk.contrast(with: ground) >= 4.5)
    }
    for ground in [Palette.machine, Palette.neutral] {
      #expect(Palette.paper.contrast(with: ground) >= 4.5)
    }
    #expect(Palette.humanGround.contrast(with: Palette.machine) >= 3)
  }
}
