/// Draws the grid lines and the numbers of axes beside a plot.
struct AxisPainter {
  let type: ChartType
  let metrics: any TextMetrics

  /// A number and its position along the axis, in points.
  struct Place {
    let label: String
    let position: Double
  }

  /// How high the numbers below a plot are, with the gap to it.
  var heightBelow: Double { metrics.lineHeight(of: type.tick) + 2 }

  /// How wide the numbers at the left of a plot are, with the gap to it.
  func widthAtLeft(_ axis: Axis) -> Double {
    metrics.maximumWidth(of: axis.ticks.map(\.label), style: type.tick) + 5
  }

  // MARK: Numbers alone

  /// Writes numbers at the left of a plot, as many as fit.
  ///
  /// - Parameter places: From the bottom up.
  func numbersAtLeft(
    _ places: [Place], of frame: Rectangle, maximumWidth: Double, into builder: inout DrawingBuilder
  ) {
    let half = type.tick.size * 0.6
    let extents = places.map { ($0.position - half)...($0.position + half) }
    let step = AxisPainter.step(extents.reversed())
    for (index, place) in places.enumerated() where index.isMultiple(of: step) {
      let baseline = place.position + metrics.centering(of: type.tick)
      builder.text(
        place.label, at: Point(x: frame.x - 4, y: baseline), anchor: .end, style: type.tick,
        maximumWidth: maximumWidth)
    }
  }

  /// Writes numbers in rows of text, as many as fit, none of them beyond the bounds.
  ///
  /// - Parameters:
  ///   - places: From the left.
  ///   - baselines: The baseline of each row.
  func numbersBelow(
    _ places: [Place], within bounds: ClosedRange<Double>, baselines: [Double],
    into builder: inout DrawingBuilder
  ) {
    let extents = places.map { place in
      let width = metrics.width(of: place.label, style: type.tick)
      let left = min(
        max(place.position - width / 2, bounds.lowerBound), bounds.upperBound - width)
      return left...(left + width)
    }
    let step = AxisPainter.step(extents.map { $0.lowerBound...($0.upperBound + 5) })
    for (index, place) in places.enumerated() where index.isMultiple(of: step) {
      for baseline in baselines {
        builder.text(
          place.label, at: Point(x: extents[index].lowerBound, y: baseline), style: type.tick,
          maximumWidth: .infinity)
      }
    }
  }

  /// The step at which numbers do not touch; 1 writes all of them.
  private static func step(_ extents: [ClosedRange<Double>]) -> Int {
    let steps = 1...max(extents.count, 1)
    return steps.first { step in
      let kept = extents.indices.filter { $0.isMultiple(of: step) }.map { extents[$0] }
      return zip(kept, kept.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    } ?? max(extents.count, 1)
  }

  // MARK: Numbers and lines

  /// Horizontal lines at the numbers of the vertical axis, and the numbers.
  func drawUpright(_ axis: Axis, of plot: NumberPlot, into builder: inout DrawingBuilder) {
    let frame = plot.frame
    for tick in axis.ticks {
      let y = plot.y(tick.value)
      builder.line(
        from: Point(x: frame.x, y: y), to: Point(x: frame.maximumX, y: y), color: Palette.grid,
        width: 0.6)
    }
    numbersAtLeft(
      axis.ticks.map { Place(label: $0.label, position: plot.y($0.value)) }, of: frame,
      maximumWidth: widthAtLeft(axis), into: &builder)
  }

  /// Vertical lines at the numbers of the horizontal axis.
  func drawUprightLines(of plot: NumberPlot, into builder: inout DrawingBuilder) {
    for tick in plot.lying.ticks {
      let x = plot.x(tick.value)
      builder.line(
        from: Point(x: x, y: plot.frame.y), to: Point(x: x, y: plot.frame.maximumY),
        color: Palette.grid, width: 0.6)
    }
  }

  /// The horizontal axis of a plot, its numbers and its title below; returns the y where that ends,
  /// which is ``lyingHeight`` below the plot.
  @discardableResult
  func drawLying(
    of plot: NumberPlot, title: String, into builder: inout DrawingBuilder
  ) -> Double {
    let frame = plot.frame
    builder.line(
      from: Point(x: frame.x, y: frame.maximumY), to: Point(x: frame.maximumX, y: frame.maximumY),
      color: Palette.axis, width: 0.9)
    numbersBelow(
      plot.lying.ticks.map { Place(label: $0.label, position: plot.x($0.value)) },
      within: (frame.x - 8)...(frame.maximumX + 8),
      baselines: [frame.maximumY + AxisPainter.lyingGap + metrics.ascent(of: type.tick)],
      into: &builder)
    return builder.paragraph(
      title,
      from: Point(
        x: frame.middleX,
        y: frame.maximumY + AxisPainter.lyingGap + metrics.lineHeight(of: type.tick) + 1),
      style: type.tick, maximumWidth: frame.width, maximumLines: 1, anchor: .middle)
  }

  /// The gap between a plot and the numbers below, larger than beside bars because the lowest
  /// number at the left is close.
  private static let lyingGap = 4.5

  /// The height of the numbers and the title of a horizontal axis.
  var lyingHeight: Double { AxisPainter.lyingGap + 2 * metrics.lineHeight(of: type.tick) + 1 }
}

/// The inside of a plot with a number axis in both directions.
struct NumberPlot {
  let frame: Rectangle
  /// From left to right.
  let lying: Axis
  /// From the bottom up.
  let upright: Axis

  /// The x of a value on the horizontal axis; values outside are clamped to the edge.
  func x(_ value: Double) -> Double { frame.x + lying.share(of: value) * frame.width }

  /// The y of a value on the vertical axis; values outside are clamped to the edge.
  func y(_ value: Double) -> Double { frame.maximumY - upright.share(of: value) * frame.height }

  func point(_ x: Double, _ y: Double) -> Point { Point(x: self.x(x), y: self.y(y)) }
}
