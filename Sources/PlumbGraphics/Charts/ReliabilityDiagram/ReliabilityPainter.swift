import PlumbText

/// Draws one panel of a ``ReliabilityDiagramChart``: the diagram, and under it the counts.
struct ReliabilityPainter {
  static let diagonal = Stroke(color: Palette.axis, width: 1, dash: [4, 3])
  /// The height of a panel without its title, in points.
  static let bodyHeight = 378.0
  /// The height of a panel with text only, in points.
  static let wordsHeight = 64.0
  private static let countHeight = 44.0

  let panel: ReliabilityDiagramChart.Panel
  let type: ChartType
  let metrics: any TextMetrics

  private var numbers: AxisPainter { AxisPainter(type: type, metrics: metrics) }
  private var lineHeight: Double { metrics.lineHeight(of: type.tick) }

  func draw(in room: Rectangle, into builder: inout DrawingBuilder) {
    if let reason = panel.reason {
      builder.placeholder(
        reason, in: room.top(ReliabilityPainter.wordsHeight), style: type.note)
      return
    }
    let left = numbers.widthAtLeft(.shares)
    let countsTop = room.maximumY - numbers.lyingHeight - ReliabilityPainter.countHeight
    let diagram = Rectangle(
      x: room.x + left, y: room.y + lineHeight + 3, width: room.width - left,
      height: countsTop - 2 * lineHeight - 10 - room.y)
    title("share correct", at: Point(x: room.x, y: room.y), into: &builder)
    drawDiagram(
      NumberPlot(frame: diagram, lying: .shares, upright: .shares), into: &builder)
    title(
      "labels in each bin", at: Point(x: room.x, y: countsTop - lineHeight - 1), into: &builder)
    let counts = Rectangle(
      x: diagram.x, y: countsTop, width: diagram.width, height: ReliabilityPainter.countHeight)
    drawCounts(in: counts, into: &builder)
  }

  private func title(_ text: String, at corner: Point, into builder: inout DrawingBuilder) {
    builder.text(
      text, at: Point(x: corner.x, y: corner.y + metrics.ascent(of: type.tick)), style: type.tick,
      maximumWidth: .infinity)
  }

  private func drawDiagram(_ plot: NumberPlot, into builder: inout DrawingBuilder) {
    numbers.drawUpright(.shares, of: plot, into: &builder)
    numbers.drawUprightLines(of: plot, into: &builder)
    let stroke = ReliabilityPainter.diagonal
    builder.line(
      from: plot.point(0, 0), to: plot.point(1, 1), color: stroke.color, width: stroke.width,
      dash: stroke.dash)
    let intervals = panel.bins.compactMap { bin in
      bin.interval.map { interval in
        (
          start: plot.point(bin.confidence, interval.lowerBound),
          end: plot.point(bin.confidence, interval.upperBound)
        )
      }
    }
    builder.whiskers(intervals, color: panel.style.color)
    for bin in panel.bins {
      let center = plot.point(bin.confidence, bin.accuracy)
      builder.add(Symbol.circle.mark(at: center, radius: 3.6, color: panel.style.color))
    }
  }

  /// One bar per bin, at its range, with its count if that fits.
  private func drawCounts(in frame: Rectangle, into builder: inout DrawingBuilder) {
    let labelHeight = type.value.size + 2
    let most = Double(panel.bins.map(\.count).max() ?? 1)
    let plot = NumberPlot(
      frame: Rectangle(
        x: frame.x, y: frame.y + labelHeight, width: frame.width,
        height: frame.height - labelHeight),
      lying: .shares, upright: Axis(lower: 0, upper: most, isLogarithmic: false, ticks: []))
    for bin in panel.bins {
      let (start, end) = (plot.x(bin.range.lowerBound), plot.x(bin.range.upperBound))
      let top = top(of: bin, on: plot)
      builder.rectangle(
        Rectangle(
          x: start + 0.5, y: top, width: max(end - start - 1, 0.8),
          height: plot.frame.maximumY - top),
        fill: panel.style.fill, stroke: Stroke(color: panel.style.color, width: 0.6))
    }
    drawCountLabels(over: plot, into: &builder)
    numbers.drawLying(of: plot, title: "confidence", into: &builder)
  }

  private func top(of bin: ReliabilityDiagramChart.Bin, on plot: NumberPlot) -> Double {
    min(plot.y(Double(bin.count)), plot.frame.maximumY - 0.8)
  }

  /// The counts above their bars, shortened if they would touch, and left out if they still would.
  private func drawCountLabels(over plot: NumberPlot, into builder: inout DrawingBuilder) {
    let widths = panel.bins.map { plot.x($0.range.upperBound) - plot.x($0.range.lowerBound) }
    let isRoomy = zip(panel.bins, widths).allSatisfy { bin, width in
      metrics.width(of: NumberText.whole(bin.count), style: type.value) <= width - 2
    }
    var free = -Double.infinity
    for bin in panel.bins {
      let label = isRoomy ? NumberText.whole(bin.count) : NumberText.short(bin.count)
      let half = metrics.width(of: label, style: type.value) / 2
      let middle = (plot.x(bin.range.lowerBound) + plot.x(bin.range.upperBound)) / 2
      let place = min(middle, plot.frame.maximumX + 6 - half)
      guard place - half >= free + 2 else { continue }
      builder.text(
        label, at: Point(x: place, y: top(of: bin, on: plot) - 2), anchor: .middle,
        style: type.value, maximumWidth: .infinity)
      free = place + half
    }
  }
}
