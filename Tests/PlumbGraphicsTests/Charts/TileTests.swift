import PlumbGraphics
import TestSupport
import Testing

@Suite struct TileTests {
  private let metrics = FixedTextMetrics()

  @Test func theDetailsOfASheetAlwaysFit() throws {
    for heading in HostileNames.all {
      let sheet = try SampleCharts.sheet(heading: heading, tileCount: 1)
      let texts = sheet.drawing(metrics: metrics).texts.map(\.text)
      #expect(texts.contains(" · labelled by people · page 2 of 5 · images 101–200 of 412"))
    }
  }

  @Test func aSheetDrawsWhatFitsAndKeepsTheAspect() throws {
    let drawing = try SampleCharts.sheet(heading: "cat", tileCount: 150).drawing(metrics: metrics)
    let frames = drawing.marks.compactMap { mark -> Rectangle? in
      if case .image(let image) = mark { image.frame } else { nil }
    }
    #expect(frames.count == 75)
    #expect(drawing.marks.filter { if case .link = $0 { true } else { false } }.count == 100)
    for frame in frames { #expect(abs(frame.width / frame.height - 8.0 / 6) < 1e-9) }
    #expect(drawing.size == .a4Portrait)
  }

  @Test func namesLoseTheirMiddleAndKeepTheirEnd() throws {
    let drawing = try SampleCharts.sheet(heading: "cat", tileCount: 1).drawing(metrics: metrics)
    let name = try #require(drawing.texts.first { $0.text.hasPrefix("photo") })
    #expect(name.text.contains("…") && name.text.hasSuffix(".jpg"))
  }

  @Test func rowsFlowOverPages() throws {
    let chart = try SampleCharts.rows(headings: SampleCharts.names(7))
    let pages = chart.pages(maximumHeight: 500, metrics: metrics)
    let headings = pages.map { page in
      page.texts.filter { $0.style.weight == .bold }.map(\.text).dropFirst()
    }
    #expect(Array(headings.joined()) == SampleCharts.names(7))
    #expect(pages.allSatisfy { $0.size.height <= 500 })
    #expect(pages[1].texts.contains { $0.text == "Page 2 of \(pages.count)" })
  }

  @Test func aFigureOfRowsSaysWhatItLeavesOut() throws {
    let chart = try SampleCharts.rows(headings: SampleCharts.names(7))
    let figure = chart.figure(maximumHeight: 500, metrics: metrics)
    #expect(
      figure.texts.last?.text
        == "Showing 2 of 7 classes; the rest are on the pages of the PDF.")
    // Even where no row fits, one is drawn.
    #expect(chart.pages(maximumHeight: 10, metrics: metrics).count == 7)
  }
}
