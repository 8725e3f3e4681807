import PlumbText

/// Draws what all kinds of panels of a ``CategoryBarsChart`` have in common.
struct PanelPainter {
  let panel: CategoryPanel
  let type: ChartType
  let metrics: any TextMetrics
  /// How many categories are drawn.
  let count: Int

  /// Draws grid, axis numbers and values.
  ///
  /// - Parameters:
  ///   - room: All that the panel has under its title, labels and axis numbers included.
  ///   - repeatsTicks: Whether the axis numbers are repeated at the top, for tall panels.
  func draw(
    in room: Rectangle, direction: PlotArea.Direction, repeatsTicks: Bool,
    into builder: inout DrawingBuilder
  ) {
    let plot = PlotArea(
      frame: plotFrame(in: room, direction: direction, repeatsTicks: repeatsTicks),
      direction: direction, count: count)
    drawGrid(of: axis, in: plot, into: &builder)
    switch direction {
    case .upwards: drawTicksAtLeft(of: axis, in: plot, into: &builder)
    case .rightwards:
      drawTicksBelow(of: axis, in: plot, room: room, repeatsTicks: repeatsTicks, into: &builder)
    }
    switch panel.content {
    case .counts(let series, .linear), .counts(let series, .share):
      drawStacked(series, axis: axis, in: plot, into: &builder)
    case .counts(let series, .logarithmic):
      drawGrouped(series, axis: axis, in: plot, into: &builder)
    case .intervals(let series, _):
      drawIntervals(series, axis: axis, in: plot, into: &builder)
    case .estimates(let series, _):
      drawEstimates(series, axis: axis, in: plot, into: &builder)
    }
  }

  // MARK: Room

  private var numbers: AxisPainter { AxisPainter(type: type, metrics: metrics) }

  /// How high the axis numbers are, with the gap to the plot.
  var tickHeight: Double { numbers.heightBelow }

  /// How wide the axis numbers at the left of upright bars are, with the gap to the plot.
  private var tickWidth: Double { numbers.widthAtLeft(axis) }

  /// The labels beyond the bars: the numbers of the categories.
  var endLabels: [String] {
    (0..<count).map { index in
      switch panel.content {
      case .counts(let series, .linear): NumberText.decimal(total(of: series, at: index), places: 0)
      case .counts(let series, .share): total(of: series, at: index) > 0 ? "" : "none"
      case .counts(let series, .logarithmic):
        NumberText.decimal(series.map { $0.value(at: index) }.max() ?? 0, places: 0)
      case .intervals(let series, _): countLabel(series.value(at: index))
      case .estimates(let series, _): series.label(at: index)
      }
    }
  }

  /// The width of the plot itself in a room of this width.
  func plotWidth(in width: Double, direction: PlotArea.Direction) -> Double {
    switch direction {
    case .upwards: width - tickWidth
    case .rightwards: width - metrics.maximumWidth(of: endLabels, style: type.value) - 8
    }
  }

  private func plotFrame(
    in room: Rectangle, direction: PlotArea.Direction, repeatsTicks: Bool
  ) -> Rectangle {
    let width = max(plotWidth(in: room.width, direction: direction), 10)
    switch direction {
    case .upwards:
      let above = metrics.lineHeight(of: type.value) + 3
      let below = metrics.lineHeight(of: type.name) + 4
      return Rectangle(
        x: room.maximumX - width, y: room.y + above, width: width,
        height: max(room.height - above - below, 10))
    case .rightwards:
      let above = repeatsTicks ? tickHeight : 0
      return Rectangle(
        x: room.x, y: room.y + above, width: width,
        height: max(room.height - above - tickHeight, 10))
    }
  }

  // MARK: Axis

  private var axis: Axis {
    switch panel.content {
    case .counts(let series, .linear):
      return .counts(maximum: (0..<count).map { total(of: series, at: $0) }.max() ?? 0)
    case .counts(let series, .logarithmic):
      let values = series.flatMap { series in (0..<count).map { series.value(at: $0) } }
      return .logarithmicCounts(maximum: values.max() ?? 0)
    case .counts(_, .share): return .percentages
    case .intervals(let series, let range):
      return .values(range.finite ?? series.range(count: count))
    case .estimates(_, let range):
      let range = Optional(range).finite ?? 0...1
      return range == 0...1 ? .shares : .values(range)
    }
  }

  /// Where bars start; nil for intervals, which have no baseline.
  private var baseShare: Double? {
    switch panel.content {
    case .counts: 0
    case .intervals: nil
    case .estimates: axis.share(of: 0)
    }
  }

  func total(of series: [CountSeries], at index: Int) -> Double {
    series.reduce(0) { $0 + $1.value(at: index) }
  }

  private func drawGrid(of axis: Axis, in plot: PlotArea, into builder: inout DrawingBuilder) {
    for tick in axis.ticks {
      let (start, end) = plot.crossLine(share: axis.share(of: tick.value))
      builder.line(from: start, to: end, color: Palette.grid, width: 0.6)
    }
    guard let base = baseShare else { return }
    let (start, end) = plot.crossLine(share: base)
    builder.line(from: start, to: end, color: Palette.axis, width: 0.9)
  }

  private func drawTicksAtLeft(
    of axis: Axis, in plot: PlotArea, into builder: inout DrawingBuilder
  ) {
    let places = axis.ticks.map { tick in
      AxisPainter.Place(
        label: tick.label, position: plot.crossLine(share: axis.share(of: tick.value)).0.y)
    }
    numbers.numbersAtLeft(places, of: plot.frame, maximumWidth: tickWidth, into: &builder)
  }

  private func drawTicksBelow(
    of axis: Axis, in plot: PlotArea, room: Rectangle, repeatsTicks: Bool,
    into builder: inout DrawingBuilder
  ) {
    let places = axis.ticks.map { tick in
      AxisPainter.Place(
        label: tick.label, position: plot.crossLine(share: axis.share(of: tick.value)).0.x)
    }
    let below = plot.frame.maximumY + 2 + metrics.ascent(of: type.tick)
    let above = plot.frame.y - 2 - metrics.descent(of: type.tick)
    numbers.numbersBelow(
      places, within: (room.x - 6)...max(room.maximumX, room.x - 6),
      baselines: repeatsTicks ? [above, below] : [below], into: &builder)
  }

  // MARK: Labels

  /// A number beyond the end of a bar.
  func drawEndLabel(
    _ label: String, across: Double, share: Double, style: TextStyle, in plot: PlotArea,
    into builder: inout DrawingBuilder
  ) {
    let end = plot.point(across: across, share: share)
    switch plot.direction {
    case .upwards:
      builder.text(
        label, at: Point(x: end.x, y: end.y - 3), anchor: .middle, style: style,
        maximumWidth: .infinity)
    case .rightwards:
      builder.text(
        label, at: Point(x: end.x + 3, y: end.y + metrics.centering(of: style)), style: style,
        maximumWidth: .infinity)
    }
  }

  func countLabel(_ summary: IntervalSummary?) -> String {
    summary.map { "n=" + NumberText.whole($0.count) } ?? ""
  }
}

extension Optional where Wrapped == ClosedRange<Double> {
  /// The range; nil if one of its ends is not finite.
  fileprivate var finite: ClosedRange<Double>? {
    flatMap { $0.lowerBound.isFinite && $0.upperBound.isFinite ? $0 : nil }
  }
}

extension IntervalSeries {
  /// The span of the first summaries, with a margin so that points do not touch the edge.
  fileprivate func range(count: Int) -> ClosedRange<Double> {
    let shown = values.prefix(count).compactMap { $0 }
    let lower = shown.map { min($0.lowerQuartile, $0.mean) }.min() ?? 0
    let upper = shown.map { max($0.upperQuartile, $0.mean) }.max() ?? 1
    let margin = (upper - lower) * 0.06
    return (lower - margin)...(upper + margin)
  }
}
