import Testing

@testable import PlumbGraphics

/// The two charts that are made of the bars of ``CategoryBarsChart``.
@Suite struct ClassBarsChartTests {
  private let metrics = FixedTextMetrics()

  private func bars(_ drawing: Drawing, _ color: Color) -> [Rectangle] {
    drawing.marks.compactMap { mark in
      if case .rectangle(let mark) = mark, mark.fill == .solid(color) { mark.frame } else { nil }
    }
  }

  // MARK: Agreement

  @Test func anAgreementThatIsNotDefinedIsSaidAndHasNoBar() {
    let drawing = SampleQualityCharts.agreement(names: SampleCharts.names(4))
      .drawing(metrics: metrics)
    #expect(bars(drawing, Palette.neutralGround).count == 3)
    #expect(drawing.texts.count { $0.text.hasPrefix("not defined  n=") } == 1)
    #expect(drawing.texts.contains { $0.text == "all classes: 0.83" })
  }

  @Test func barsBelowZeroLieOnTheOtherSideOfTheLine() throws {
    let chart = AgreementBarsChart(
      words: ChartWords(title: ""), measure: "alpha",
      entries: [
        .init(name: "low", agreement: Estimate(-0.5, count: 3)),
        .init(name: "high", agreement: Estimate(0.5, count: 3)),
      ])
    let frames = bars(chart.drawing(metrics: metrics), Palette.neutralGround)
    #expect(frames.count == 2)
    let (low, high) = (try #require(frames.first), try #require(frames.last))
    #expect(abs(low.y - high.maximumY) < 1e-6 && abs(low.height - high.height) < 1e-6)
  }

  @Test func fewClassesStandAndManyLie() {
    let few = SampleQualityCharts.agreement(names: SampleCharts.names(3)).drawing(metrics: metrics)
    let many = SampleQualityCharts.agreement(names: SampleCharts.names(100))
      .drawing(metrics: metrics)
    #expect(few.size.height < few.size.width && many.size.height > many.size.width)
    #expect(
      many.texts.contains {
        $0.text == "Showing the 60 least agreed of 100 classes; the rest are in the table."
      })
  }

  @Test func numbersThatAreNoneCountAsNotGiven() {
    #expect(Estimate(.nan, interval: 0...1, count: -3) == Estimate(nil, count: 0))
    #expect(Estimate(0.5, interval: 0 ... .infinity, count: 1).interval == nil)
    #expect(EstimateSeries(name: "", values: [], overall: .nan).overall == nil)
  }

  // MARK: Votes

  @Test func splitsKeepTheirOrderFromLightToDark() {
    let drawing = SampleQualityCharts.votes(names: SampleCharts.names(2)).drawing(metrics: metrics)
    let legend = drawing.texts.map(\.text).filter { $0.contains("-") }
    #expect(legend == ["5-0", "4-1", "3-2", "3-1-1", "2-2-1"])
    let colors = (0..<5).map { Palette.contested.color($0, of: 5) }
    #expect(colors.allSatisfy { !bars(drawing, $0).isEmpty })
  }

  @Test func sharesOfAClassFillTheAxis() throws {
    let names = SampleCharts.names(3)
    let drawing = SampleQualityCharts.votes(names: names, splits: ["3-0", "2-1"])
      .drawing(metrics: metrics)
    let middle = drawing.size.width / 2
    let parts = (0..<2).flatMap { bars(drawing, Palette.contested.color($0, of: 2)) }
      .filter { $0.x > middle }
    var heights: [Double: Double] = [:]
    for part in parts { heights[part.x, default: 0] += part.height }
    #expect(heights.count == names.count)
    let first = try #require(heights.values.first)
    #expect(heights.values.allSatisfy { abs($0 - first) < 1e-6 })
  }

  @Test func theMostContestedOfManySplitsAreOne() {
    let names = (0..<12).map { "split \($0)" }
    let chart = VotesPerLabelChart(
      words: ChartWords(title: ""), classes: ["cat"],
      splits: names.enumerated().map { .init(name: $1, counts: [$0 + 1]) })
    let texts = chart.drawing(metrics: metrics).texts.map(\.text)
    #expect(texts.contains("split 6 and 5 more contested splits"))
    #expect(texts.contains("78") && !texts.contains("split 7"))
  }
}
