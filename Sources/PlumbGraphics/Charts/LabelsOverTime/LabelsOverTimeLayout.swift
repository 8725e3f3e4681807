import PlumbText

/// Draws the bars and the axes of a ``LabelsOverTimeChart``.
struct LabelsOverTimeLayout {
  private static let plotHeight = 210.0

  let buckets: TimeBuckets
  let series: [LabelsOverTimeChart.Series]
  let metrics: any TextMetrics
  let type = ChartType.figure

  private var numbers: AxisPainter { AxisPainter(type: type, metrics: metrics) }

  /// What the chart shows, in a sentence.
  var summary: String {
    let totals = buckets.totals
    let all = totals.reduce(0, +)
    let most = totals.indices.max { (totals[$0], $1) < (totals[$1], $0) } ?? 0
    let start = CivilTime(seconds: buckets.edges[most])
    return
      "\(NumberText.counted(all, "label")), counted per \(buckets.step.words) in UTC; the most, "
      + "\(NumberText.whole(totals.isEmpty ? 0 : totals[most])), in the one that began at "
      + "\(start.dateText), \(start.secondText)."
  }

  /// Draws everything from `top` down; gives the y where it ends.
  func draw(x: Double, top: Double, width: Double, into builder: inout DrawingBuilder) -> Double {
    let totals = buckets.totals
    let upright = Axis.counts(maximum: Double(totals.max() ?? 0))
    let left = numbers.widthAtLeft(upright)
    let titleEnd = builder.paragraph(
      "Labels per \(buckets.step.words), times in UTC", from: Point(x: x, y: top),
      style: type.caption, maximumWidth: width, maximumLines: 1)
    let frame = Rectangle(
      x: x + left, y: titleEnd + metrics.lineHeight(of: type.value) + 2, width: width - left,
      height: LabelsOverTimeLayout.plotHeight)
    let plot = NumberPlot(frame: frame, lying: timeAxis, upright: upright)
    numbers.drawUpright(upright, of: plot, into: &builder)
    drawBars(of: plot, into: &builder)
    builder.line(
      from: Point(x: frame.x, y: frame.maximumY), to: Point(x: frame.maximumX, y: frame.maximumY),
      color: Palette.axis, width: 0.9)
    return TimeTicks(axis: timeAxis, step: buckets.step, type: type, metrics: metrics)
      .draw(of: plot, into: &builder) + type.size * 0.4
  }

  private var timeAxis: Axis {
    Axis(
      lower: Double(buckets.edges.first ?? 0), upper: Double(buckets.edges.last ?? 1),
      isLogarithmic: false, ticks: [])
  }

  private func drawBars(of plot: NumberPlot, into builder: inout DrawingBuilder) {
    let totals = buckets.totals
    let isLabelled = labelsFit(totals, of: plot)
    for index in totals.indices where totals[index] > 0 {
      let (start, end) = (
        plot.x(Double(buckets.edges[index])), plot.x(Double(buckets.edges[index + 1]))
      )
      let gap = min((end - start) * 0.12, 3)
      var sum = 0
      for (position, one) in series.enumerated() where buckets.counts[position][index] > 0 {
        let bottom = plot.y(Double(sum))
        sum += buckets.counts[position][index]
        let top = min(plot.y(Double(sum)), bottom - 0.8)
        builder.rectangle(
          Rectangle(
            x: start + gap / 2, y: top, width: end - start - gap, height: bottom - top),
          fill: one.style.fill, stroke: Stroke(color: one.style.color, width: 0.6))
      }
      guard isLabelled else { continue }
      builder.text(
        NumberText.whole(totals[index]),
        at: Point(x: (start + end) / 2, y: plot.y(Double(sum)) - 3), anchor: .middle,
        style: type.value, maximumWidth: .infinity)
    }
  }

  private func labelsFit(_ totals: [Int], of plot: NumberPlot) -> Bool {
    let labels = totals.map { NumberText.whole($0) }
    let band = plot.frame.width / Double(max(totals.count, 1))
    return metrics.maximumWidth(of: labels, style: type.value) <= band - 2
  }
}

/// The labels of a time axis: the finest that fit, and below them the larger unit.
struct TimeTicks {
  let axis: Axis
  /// The length of a bucket: nothing finer is written.
  let step: TimeStep
  let type: ChartType
  let metrics: any TextMetrics

  /// One moment with its words; `coarse` is empty if it is as before.
  private struct Tick {
    let moment: Int64
    let fine: String
    let coarse: String
  }

  /// Draws ticks and words under the plot; gives the y where they end.
  func draw(of plot: NumberPlot, into builder: inout DrawingBuilder) -> Double {
    let bottom = plot.frame.maximumY
    let lineHeight = metrics.lineHeight(of: type.tick)
    let bounds = (plot.frame.x - 8)...(plot.frame.maximumX + 8)
    for tick in ticks(of: plot, bounds: bounds) {
      let x = plot.x(Double(tick.moment))
      builder.line(
        from: Point(x: x, y: bottom), to: Point(x: x, y: bottom + 3.5), color: Palette.axis,
        width: 0.9)
      for (line, text) in [tick.fine, tick.coarse].enumerated() {
        let extent = extent(of: text, at: x, bounds: bounds)
        let style = line == 0 ? type.tick : TextStyle(size: type.tick.size, weight: .bold)
        builder.text(
          text,
          at: Point(
            x: extent.lowerBound,
            y: bottom + 5 + Double(line) * lineHeight + metrics.ascent(of: style)),
          style: style, maximumWidth: .infinity)
      }
    }
    return bottom + 5 + 2 * lineHeight
  }

  /// The finest ticks that are not finer than the buckets and whose words do not touch.
  private func ticks(of plot: NumberPlot, bounds: ClosedRange<Double>) -> [Tick] {
    for candidate in TimeStep.ticks where candidate.length >= step.length * 0.99 {
      guard (axis.upper - axis.lower) / candidate.length <= 30 else { continue }
      let ticks = ticks(every: candidate)
      if fit(ticks, of: plot, bounds: bounds) { return ticks }
    }
    return Array(ticks(every: step).prefix(1))
  }

  private func ticks(every candidate: TimeStep) -> [Tick] {
    var ticks: [Tick] = []
    var coarse = ""
    var moment = candidate.start(of: Int64(axis.lower))
    while Double(moment) <= axis.upper {
      if Double(moment) >= axis.lower {
        let label = candidate.label(of: moment)
        let isNew = ByteString(label.coarse) != ByteString(coarse)
        ticks.append(
          Tick(moment: moment, fine: label.fine, coarse: isNew ? label.coarse : ""))
        coarse = label.coarse
      }
      moment = candidate.next(after: moment)
    }
    return ticks
  }

  private func fit(_ ticks: [Tick], of plot: NumberPlot, bounds: ClosedRange<Double>) -> Bool {
    guard !ticks.isEmpty else { return false }
    let lines = [ticks.map(\.fine), ticks.map(\.coarse)]
    return lines.allSatisfy { texts in
      let extents = zip(ticks, texts).filter { !$0.1.isEmpty }.map { tick, text in
        extent(of: text, at: plot.x(Double(tick.moment)), bounds: bounds)
      }
      return zip(extents, extents.dropFirst()).allSatisfy {
        $0.upperBound + 8 <= $1.lowerBound
      }
    }
  }

  private func extent(
    of text: String, at x: Double, bounds: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    // The second line is bold, which is a little wider.
    let width = metrics.width(
      of: text, style: TextStyle(size: type.tick.size, weight: .bold))
    let left = min(max(x - width / 2, bounds.lowerBound), bounds.upperBound - width)
    return left...(left + width)
  }
}
