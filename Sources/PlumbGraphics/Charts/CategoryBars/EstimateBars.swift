import PlumbText

/// Estimates of one kind, one for each category.
package struct EstimateSeries: Sendable, Hashable {
  /// What it is called.
  package let name: String
  /// One estimate per category, in the order of the categories.
  package let values: [Estimate]
  /// The value over all categories, drawn as a line; nil for no line.
  package let overall: Double?

  /// Makes a series; a non-finite overall value is left out.
  package init(name: String, values: [Estimate], overall: Double? = nil) {
    self.name = name
    self.values = values
    self.overall = overall.flatMap { $0.isFinite ? $0 : nil }
  }

  func value(at index: Int) -> Estimate? { values.indices.contains(index) ? values[index] : nil }

  /// The label beyond the end of the axis.
  func label(at index: Int) -> String {
    guard let estimate = value(at: index) else { return "not defined" }
    let number = estimate.value.map { NumberText.decimal($0, places: 2) } ?? "not defined"
    return "\(number)  n=\(NumberText.whole(estimate.count))"
  }

  /// What the bars and lines of the series mean.
  var legend: [LegendEntry] {
    var entries: [LegendEntry] = []
    if values.contains(where: { $0.interval != nil }) {
      entries.append(LegendEntry("interval of 95 %", .whisker(Palette.neutral)))
    }
    if let overall {
      let line = LegendEntry.Sample.line(EstimateSeries.overallStroke)
      entries.append(LegendEntry("\(name): \(NumberText.decimal(overall, places: 2))", line))
    }
    return entries
  }

  static let overallStroke = Stroke(color: Palette.ink, width: 1.1, dash: [4, 3])
}

/// One value with its confidence interval.
package struct Estimate: Sendable, Hashable {
  /// The value; nil if it is not defined, which is written as such, never drawn as 0.
  package let value: Double?
  /// The interval; nil for none.
  package let interval: ClosedRange<Double>?
  /// The number of observations, 0 or more.
  package let count: Int

  /// Makes an estimate; non-finite numbers count as missing, a negative count as 0.
  package init(_ value: Double?, interval: ClosedRange<Double>? = nil, count: Int) {
    self.value = value.flatMap { $0.isFinite ? $0 : nil }
    let isUsable = interval.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? false
    self.interval = isUsable && self.value != nil ? interval : nil
    self.count = max(count, 0)
  }
}

extension PanelPainter {
  /// Bars from zero to the value, a whisker over the interval, and value and count at the end.
  func drawEstimates(
    _ series: EstimateSeries, axis: Axis, in plot: PlotArea, into builder: inout DrawingBuilder
  ) {
    for index in 0..<count {
      let across = plot.center(of: index)
      let estimate = series.value(at: index)
      if let value = estimate?.value {
        drawBar(to: value, across: across, axis: axis, in: plot, into: &builder)
      }
      if let interval = estimate?.interval {
        let ends = [interval.lowerBound, interval.upperBound].map {
          plot.point(across: across, share: axis.share(of: $0))
        }
        builder.whisker(from: ends[0], to: ends[1], cap: min(plot.band * 0.3, 7))
      }
      let isDefined = estimate?.value != nil
      let style = isDefined ? type.value : type.tick
      drawEndLabel(
        series.label(at: index), across: across, share: 1, style: style, in: plot, into: &builder)
    }
    guard let overall = series.overall else { return }
    let (start, end) = plot.crossLine(share: axis.share(of: overall))
    let stroke = EstimateSeries.overallStroke
    builder.line(from: start, to: end, color: stroke.color, width: stroke.width, dash: stroke.dash)
  }

  private func drawBar(
    to value: Double, across: Double, axis: Axis, in plot: PlotArea,
    into builder: inout DrawingBuilder
  ) {
    let thickness = min(plot.band * 0.62, plot.direction == .upwards ? 56 : 16)
    let (zero, end) = (axis.share(of: 0), axis.share(of: value))
    builder.rectangle(
      plot.bar(across: across, thickness: thickness, from: min(zero, end), to: max(zero, end)),
      fill: .solid(Palette.neutralGround), stroke: Stroke(color: Palette.neutral, width: 0.6))
  }
}
