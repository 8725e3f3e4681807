import PlumbGraphics
import Testing

@Suite struct ChartGoldenTests {
  @Test func everyChartIsDrawnAsItsGoldenFileSays() throws {
    for (name, chart) in try SampleCharts.all() {
      let drawing = chart.drawing(metrics: FixedTextMetrics())
      try GoldenFile.expect(SVGRenderer.render(drawing), matches: "\(name).svg")
    }
  }

  @Test func aHistogramForPartOfAPageIsDrawnAsItsGoldenFileSays() throws {
    let drawing = SampleCharts.histogram(names: SampleCharts.names(300))
      .drawing(metrics: FixedTextMetrics(), fitting: Size(width: 539, height: 400))
    try GoldenFile.expect(SVGRenderer.render(drawing), matches: "histogram-300-page.svg")
  }
}
