import PlumbText

/// Draws one panel of a ``ConfidenceDistributionChart``: bars, and over them median and quartiles.
struct ConfidencePainter {
  /// The height of a panel without its title, in points.
  static let bodyHeight = 210.0
  /// The height of a panel with text only, in points.
  static let wordsHeight = 64.0
  private static let boxHeight = 8.0

  let panel: ConfidenceDistributionChart.Panel
  let type: ChartType
  let metrics: any TextMetrics

  private var numbers: AxisPainter { AxisPainter(type: type, metrics: metrics) }

  func draw(in room: Rectangle, into builder: inout DrawingBuilder) {
    switch panel.content {
    case .words(let words):
      builder.placeholder(words, in: room.top(ConfidencePainter.wordsHeight), style: type.note)
    case .histogram(let histogram): draw(histogram, in: room, into: &builder)
    }
  }

  private func draw(
    _ histogram: ConfidenceDistributionChart.Histogram, in room: Rectangle,
    into builder: inout DrawingBuilder
  ) {
    let upright = Axis.counts(maximum: Double(histogram.counts.max() ?? 1))
    let left = numbers.widthAtLeft(upright)
    let titleHeight = metrics.lineHeight(of: type.tick)
    let box = Rectangle(
      x: room.x + left, y: room.y + titleHeight + 4, width: room.width - left,
      height: ConfidencePainter.boxHeight)
    let top = box.maximumY + 5
    let plot = NumberPlot(
      frame: Rectangle(
        x: box.x, y: top, width: box.width, height: room.maximumY - numbers.lyingHeight - top),
      lying: .shares, upright: upright)
    let width = NumberText.decimal(1 / Double(histogram.counts.count), places: 2)
    builder.text(
      "labels in each \(width) of confidence",
      at: Point(x: room.x, y: room.y + metrics.ascent(of: type.tick)), style: type.tick,
      maximumWidth: room.width)
    numbers.drawUpright(upright, of: plot, into: &builder)
    drawBars(histogram.counts, of: plot, into: &builder)
    drawBox(histogram, in: box, of: plot, into: &builder)
    numbers.drawLying(of: plot, title: "confidence", into: &builder)
  }

  private func drawBars(
    _ counts: [Int], of plot: NumberPlot, into builder: inout DrawingBuilder
  ) {
    let bottom = plot.frame.maximumY
    let width = plot.frame.width / Double(counts.count)
    for (index, count) in counts.enumerated() where count > 0 {
      let top = min(plot.y(Double(count)), bottom - 0.8)
      builder.rectangle(
        Rectangle(
          x: plot.frame.x + Double(index) * width + 0.4, y: top, width: max(width - 0.8, 0.4),
          height: bottom - top),
        fill: panel.style.fill, stroke: Stroke(color: panel.style.color, width: 0.5))
    }
  }

  /// The bar from quartile to quartile with the median, and the median's line down to the axis.
  private func drawBox(
    _ histogram: ConfidenceDistributionChart.Histogram, in box: Rectangle, of plot: NumberPlot,
    into builder: inout DrawingBuilder
  ) {
    let (lower, upper) = (
      plot.x(histogram.quartiles.lowerBound), plot.x(histogram.quartiles.upperBound)
    )
    let median = plot.x(histogram.median)
    for (x, dash) in [(lower, [1.0, 2]), (upper, [1.0, 2]), (median, [4.0, 3])] {
      builder.line(
        from: Point(x: x, y: box.maximumY), to: Point(x: x, y: plot.frame.maximumY),
        color: Palette.ink, width: 0.8, dash: dash)
    }
    let bar = Rectangle(
      x: lower, y: box.y, width: max(upper - lower, 1.5), height: box.height)
    builder.rectangle(
      bar, fill: panel.style.fill, stroke: Stroke(color: panel.style.color, width: 0.6))
    builder.medianTick(across: bar, x: median)
  }
}
