extension PanelPainter {
  /// The shortest bar between quartiles, in points, where both are the same.
  private static let shortestBar = 1.5

  /// The mean as a point on a bar from the first to the third quartile, with the number of values.
  func drawIntervals(
    _ series: IntervalSeries, axis: Axis, in plot: PlotArea, into builder: inout DrawingBuilder
  ) {
    for index in 0..<count {
      let across = plot.center(of: index)
      guard let summary = series.value(at: index) else {
        drawNone(across: across, in: plot, into: &builder)
        continue
      }
      drawSummary(
        summary, style: series.style, across: across, axis: axis, in: plot, into: &builder)
      drawCount(of: summary, across: across, in: plot, into: &builder)
    }
  }

  private func drawSummary(
    _ summary: IntervalSummary, style: SeriesStyle, across: Double, axis: Axis, in plot: PlotArea,
    into builder: inout DrawingBuilder
  ) {
    let lower = axis.share(of: summary.lowerQuartile)
    let upper = max(
      axis.share(of: summary.upperQuartile), lower + PanelPainter.shortestBar / plot.length)
    let thickness = min(plot.band * 0.42, plot.direction == .upwards ? 22 : 9)
    builder.rectangle(
      plot.bar(across: across, thickness: thickness, from: lower, to: upper), fill: style.fill,
      stroke: Stroke(color: style.color, width: 0.6))
    let center = plot.point(across: across, share: axis.share(of: summary.mean))
    builder.meanPoint(at: center, radius: min(plot.band * 0.22, type.size * 0.36))
  }

  /// Beyond the end of the axis, in line with those of the other categories.
  private func drawCount(
    of summary: IntervalSummary, across: Double, in plot: PlotArea,
    into builder: inout DrawingBuilder
  ) {
    let style = TextStyle(size: type.value.size, color: Palette.quietInk)
    drawEndLabel(
      countLabel(summary), across: across, share: 1, style: style, in: plot, into: &builder)
  }

  private func drawNone(
    across: Double, in plot: PlotArea, into builder: inout DrawingBuilder
  ) {
    let style = TextStyle(size: type.value.size, color: Palette.quietInk)
    drawEndLabel("none", across: across, share: 0, style: style, in: plot, into: &builder)
  }
}
