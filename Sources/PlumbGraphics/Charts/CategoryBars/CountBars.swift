import PlumbText

extension PanelPainter {
  /// The minimum bar length of a count above zero, in points: a count of 1 among 100,000 stays
  /// visible.
  private static let shortestBar = 0.8

  // MARK: Stacked

  /// Stacked bars, with end labels, and labels of the parts if they fit.
  ///
  /// On an axis of shares, the parts are shares of the category's total.
  func drawStacked(
    _ series: [CountSeries], axis: Axis, in plot: PlotArea, into builder: inout DrawingBuilder
  ) {
    let thickness =
      plot.direction == .upwards ? min(plot.band * 0.62, 64) : min(plot.band * 0.72, 24)
    let endLabels = endLabels
    for index in 0..<count {
      let across = plot.center(of: index)
      let total = total(of: series, at: index)
      let whole = isOfShares ? max(total, 1) : 1
      var sum = 0.0
      var share = 0.0
      let parts = series.filter { $0.value(at: index) > 0 }
      for part in parts {
        sum += part.value(at: index) / whole
        let end = max(axis.share(of: sum), share + PanelPainter.shortestBar / plot.length)
        let bar = plot.bar(across: across, thickness: thickness, from: share, to: end)
        draw(bar, style: part.style, into: &builder)
        if parts.count > 1 || isOfShares {
          drawPartLabel(
            partLabel(part.value(at: index), of: total), on: bar, style: part.style,
            into: &builder)
        }
        share = end
      }
      drawEndLabel(
        endLabels[index], across: across, share: share, style: type.value, in: plot,
        into: &builder)
    }
  }

  private var isOfShares: Bool {
    if case .counts(_, .share) = panel.content { true } else { false }
  }

  private func partLabel(_ value: Double, of total: Double) -> String {
    isOfShares
      ? NumberText.percent(value / total) + " %" : NumberText.decimal(value, places: 0)
  }

  private func draw(_ bar: Rectangle, style: SeriesStyle, into builder: inout DrawingBuilder) {
    builder.rectangle(bar, fill: style.fill, stroke: Stroke(color: style.color, width: 0.6))
  }

  private func drawPartLabel(
    _ label: String, on bar: Rectangle, style: SeriesStyle, into builder: inout DrawingBuilder
  ) {
    let text = TextStyle(size: type.value.size, color: style.labelColor)
    let plate = Size(
      width: metrics.width(of: label, style: text) + 4, height: text.size * 1.15)
    guard plate.width + 2 <= bar.width, plate.height <= bar.height else { return }
    if let ground = style.labelGround {
      let frame = Rectangle(
        x: bar.middleX - plate.width / 2, y: bar.middleY - plate.height / 2, width: plate.width,
        height: plate.height)
      builder.rectangle(frame, fill: .solid(ground), cornerRadius: 1.5)
    }
    builder.text(
      label, at: Point(x: bar.middleX, y: bar.middleY + metrics.centering(of: text)),
      anchor: .middle, style: text, maximumWidth: bar.width)
  }

  // MARK: Side by side

  /// Bars beside each other, each from the start of the axis: on a logarithmic axis, the length of
  /// a stacked part would have no meaning.
  func drawGrouped(
    _ series: [CountSeries], axis: Axis, in plot: PlotArea, into builder: inout DrawingBuilder
  ) {
    let drawn = series.filter { $0.values.contains { $0 > 0 } }
    let most = plot.direction == .upwards ? 40.0 : 12.0
    let pitch = min(plot.band * 0.78 / Double(max(drawn.count, 1)), most)
    let isLabelled = groupedLabelsFit(drawn, pitch: pitch, direction: plot.direction)
    for index in 0..<count {
      let start = plot.center(of: index) - pitch * Double(drawn.count - 1) / 2
      for (position, part) in drawn.enumerated() where part.value(at: index) > 0 {
        let across = start + Double(position) * pitch
        let value = part.value(at: index)
        let bar = plot.bar(
          across: across, thickness: pitch * 0.86, from: 0, to: axis.share(of: value))
        draw(bar, style: part.style, into: &builder)
        if isLabelled {
          drawEndLabel(
            NumberText.decimal(value, places: 0), across: across, share: axis.share(of: value),
            style: groupedLabel, in: plot, into: &builder)
        }
      }
    }
  }

  private var groupedLabel: TextStyle { TextStyle(size: type.value.size * 0.9) }

  private func groupedLabelsFit(
    _ series: [CountSeries], pitch: Double, direction: PlotArea.Direction
  ) -> Bool {
    switch direction {
    case .rightwards: pitch >= groupedLabel.size * 0.95
    case .upwards: metrics.maximumWidth(of: endLabels, style: groupedLabel) <= pitch - 3
    }
  }
}
