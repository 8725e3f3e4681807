import PlumbGraphics
import TestSupport
import Testing

/// What holds for every chart, whatever its data and fonts.
@Suite struct ChartLawTests {
  static let metrics: [any TextMetrics] = [FixedTextMetrics(), PangoTextMetrics()]

  private func forEveryDrawing(_ body: (String, Drawing, any TextMetrics) throws -> Void) throws {
    for metrics in ChartLawTests.metrics {
      for (name, chart) in try SampleCharts.all() + SampleQualityCharts.large() {
        try body(name, chart.drawing(metrics: metrics), metrics)
      }
      for (room, count) in [(200.0, 3), (400, 12), (400, 70), (60, 30)] {
        let chart = SampleCharts.histogram(names: SampleCharts.names(count))
        let size = Size(width: 539, height: room)
        try body("page \(room) \(count)", chart.drawing(metrics: metrics, fitting: size), metrics)
      }
      let pages = try SampleCharts.rows(headings: HostileNames.all)
        .pages(maximumHeight: 500, metrics: metrics)
      for page in pages { try body("rows page", page, metrics) }
    }
  }

  @Test func everyTextLiesInsideTheDrawing() throws {
    try forEveryDrawing { name, drawing, metrics in
      for text in drawing.texts {
        let box = text.box(metrics)
        #expect(
          box.x >= -0.01 && box.maximumX <= drawing.size.width + 0.01 && box.y >= 0
            && box.maximumY <= drawing.size.height, "\(name): “\(text.text)” at \(text.origin)")
      }
    }
  }

  @Test func noTextLiesOnAnother() throws {
    try forEveryDrawing { name, drawing, metrics in
      let texts = drawing.texts.map { ($0.text, $0.box(metrics)) }
        .sorted { $0.1.y < $1.1.y }
      for (index, (text, box)) in texts.enumerated() {
        for (other, otherBox) in texts[(index + 1)...].prefix(while: { $0.1.y < box.maximumY }) {
          #expect(!box.overlaps(otherBox), "\(name): “\(text)” and “\(other)”")
        }
      }
    }
  }

  /// Against the topmost plain rectangle under its middle.
  @Test func everyTextStandsOutFromItsGround() throws {
    try forEveryDrawing { name, drawing, metrics in
      var grounds: [(frame: Rectangle, color: Color)] = []
      for mark in drawing.marks {
        switch mark {
        case .rectangle(let mark):
          if case .solid(let color) = mark.fill { grounds.append((mark.frame, color)) }
        case .text(let text):
          let box = text.box(metrics)
          let middle = Rectangle(x: box.middleX, y: box.middleY, width: 0.01, height: 0.01)
          let ground = grounds.last { $0.frame.overlaps(middle) }?.color ?? Palette.paper
          #expect(
            text.style.color.contrast(with: ground) >= 4.5, "\(name): “\(text.text)” on \(ground)")
        default: break
        }
      }
    }
  }

  @Test func filesStaySmall() throws {
    for (name, chart) in SampleQualityCharts.all() + SampleQualityCharts.large() {
      let size = SVGRenderer.render(chart.drawing(metrics: FixedTextMetrics())).utf8.count
      // Every pair of 50 classes confused is 2,500 cells with a count each.
      let limit = name == "confusion-dense" ? 350_000 : 120_000
      #expect(size < limit, "\(name): \(size) bytes")
    }
  }

  /// Where there is nothing to plot, a sentence says so, and no axis or bar is drawn.
  @Test func nothingGivesASentence() {
    let empty = [
      "confusion-0", "confusion-no-counts", "agreement-0", "agreement-not-defined", "votes-0",
      "votes-no-votes", "reliability-0", "confidence-0", "workers-0", "time-none", "time-moment",
    ]
    let charts = SampleQualityCharts.all().filter { empty.contains($0.name) }
    #expect(charts.count == empty.count)
    for (name, chart) in charts {
      let drawing = chart.drawing(metrics: FixedTextMetrics())
      #expect(drawing.texts.contains { $0.text.hasSuffix(".") && $0.text.contains(" ") }, "\(name)")
      let isOfText = drawing.marks.allSatisfy { if case .text = $0 { true } else { false } }
      #expect(isOfText, "\(name)")
    }
  }

  @Test func everyCoordinateCanBeDrawn() throws {
    try forEveryDrawing { name, drawing, _ in
      for case .rectangle(let mark) in drawing.marks {
        #expect(mark.frame.width >= 0 && mark.frame.height >= 0, "\(name): \(mark.frame)")
      }
      let svg = SVGRenderer.render(drawing)
      #expect(!svg.contains("nan") && !svg.contains("inf\""), "\(name)")
    }
  }

  @Test func theSameChartGivesTheSameDrawing() throws {
    for (name, chart) in try SampleCharts.all() {
      let metrics = FixedTextMetrics()
      #expect(chart.drawing(metrics: metrics) == chart.drawing(metrics: metrics), "\(name)")
    }
  }

  @Test func titlesAndNamesAreVisibleAndOnOneLine() throws {
    try forEveryDrawing { name, drawing, _ in
      for text in drawing.texts.map(\.text) + [drawing.title, drawing.alternativeText] {
        let hidden = text.unicodeScalars.filter {
          $0.value < 0x20 || $0.value == 0x202E || $0.value == 0x200B || $0.value == 0xFEFF
        }
        #expect(hidden.isEmpty, "\(name): \(hidden)")
      }
    }
  }
}

extension Drawing {
  var texts: [TextMark] {
    marks.compactMap { if case .text(let mark) = $0 { mark } else { nil } }
  }
}

extension TextMark {
  /// What the letters cover, from the height of capitals to a little under the baseline.
  ///
  /// Of turned texts, charts have only such as are read from the bottom up.
  func box(_ metrics: any TextMetrics) -> Rectangle {
    let width = metrics.width(of: text, style: style)
    let share = anchor == .start ? 0 : anchor == .middle ? 0.5 : 1
    if rotation == -90 {
      return Rectangle(
        x: origin.x - style.size * 0.7, y: origin.y - (1 - share) * width,
        width: style.size * 0.8, height: width)
    }
    return Rectangle(
      x: origin.x - share * width, y: origin.y - style.size * 0.7, width: width,
      height: style.size * 0.8)
  }
}

extension Rectangle {
  func overlaps(_ other: Rectangle) -> Bool {
    x < other.maximumX && other.x < maximumX && y < other.maximumY && other.y < maximumY
  }
}
