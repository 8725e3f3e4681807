import PlumbText

/// An arrangement of the panels of a ``CategoryBarsChart``.
struct PanelPlan {
  let direction: PlotArea.Direction
  let panels: [CategoryPanel]
  /// The number of panels side by side.
  let columns: Int
  /// How many categories are drawn.
  let count: Int
  /// The room for names at the left of lying bars, in points.
  let nameWidth: Double
  /// The height of a row of lying bars, or of the whole plot of upright ones, in points.
  let band: Double
}

/// Places panels beside and under each other, with the names of the categories.
struct PanelGrid {
  /// The gap between panels side by side, in points.
  static let gap = 20.0
  /// Between names and panels, in points.
  static let nameGap = 8.0
  /// Plots higher than this, in points, have axis numbers at the top too.
  static let tallPlot = 380.0

  let plan: PanelPlan
  let chart: CategoryBarsChart
  let type: ChartType
  let metrics: any TextMetrics

  private var names: [String] { chart.categories.prefix(plan.count).map { displayName($0) } }

  private var lines: [ArraySlice<CategoryPanel>] {
    stride(from: 0, to: plan.panels.count, by: plan.columns).map { start in
      plan.panels[start..<min(start + plan.columns, plan.panels.count)]
    }
  }

  private var gap: Double { plan.direction == .upwards ? PanelGrid.gap * 1.3 : PanelGrid.gap }

  private var repeatsTicks: Bool {
    plan.direction == .rightwards && plan.band * Double(plan.count) > PanelGrid.tallPlot
  }

  private func panelWidth(_ width: Double) -> Double {
    let names = plan.direction == .rightwards ? plan.nameWidth + PanelGrid.nameGap : 0
    let columns = Double(plan.columns)
    return max((width - names - (columns - 1) * gap) / columns, 20)
  }

  private func painter(_ panel: CategoryPanel) -> PanelPainter {
    PanelPainter(panel: panel, type: type, metrics: metrics, count: plan.count)
  }

  // MARK: Measures

  /// The height of all panels, in points.
  func height(width: Double) -> Double {
    lines.reduce(0) { $0 + titleHeight($1, width: panelWidth(width)) + bodyHeight + lineGap }
  }

  private var lineGap: Double { type.size * 1.2 }

  private var bodyHeight: Double {
    guard plan.direction == .rightwards, let panel = plan.panels.first else { return plan.band }
    let ticks = painter(panel).tickHeight * (repeatsTicks ? 2 : 1)
    return plan.band * Double(plan.count) + ticks
  }

  private func titleHeight(_ panels: ArraySlice<CategoryPanel>, width: Double) -> Double {
    let heights = panels.map { panel -> Double in
      var scratch = DrawingBuilder(metrics: metrics)
      return drawTitle(of: panel, x: 0, top: 0, width: width, into: &scratch)
    }
    return (heights.max() ?? 0) + type.size * 0.5
  }

  /// Whether every name and every number fits over and under its upright bar.
  func uprightLabelsFit(width: Double) -> Bool {
    plan.panels.allSatisfy { panel in
      let painter = painter(panel)
      let plot = painter.plotWidth(in: panelWidth(width), direction: .upwards)
      let band = plot / Double(max(plan.count, 1))
      return metrics.maximumWidth(of: names, style: type.name) <= band - 6
        && metrics.maximumWidth(of: painter.endLabels, style: type.value) <= band - 4
        && band >= metrics.width(of: "none", style: type.value) + 4
    }
  }

  // MARK: Drawing

  /// Draws all panels from `top` down; gives the y where they end.
  func draw(
    x: Double, top: Double, width: Double, into builder: inout DrawingBuilder
  ) -> Double {
    let panelWidth = panelWidth(width)
    var y = top
    for panels in lines {
      let body = y + titleHeight(panels, width: panelWidth)
      if plan.direction == .rightwards {
        drawRows(x: x, top: body, width: usedWidth(panels.count, panelWidth), into: &builder)
      }
      for (column, panel) in panels.enumerated() {
        let left = x + leftOffset + Double(column) * (panelWidth + gap)
        _ = drawTitle(of: panel, x: left, top: y, width: panelWidth, into: &builder)
        let room = Rectangle(x: left, y: body, width: panelWidth, height: bodyHeight)
        if plan.direction == .upwards { drawNames(under: panel, in: room, into: &builder) }
        painter(panel).draw(
          in: room, direction: plan.direction, repeatsTicks: repeatsTicks, into: &builder)
        if plan.direction == .upwards { drawLinks(over: panel, in: room, into: &builder) }
      }
      if plan.direction == .rightwards {
        drawLinks(x: x, top: body, width: usedWidth(panels.count, panelWidth), into: &builder)
      }
      y = body + bodyHeight + lineGap
    }
    return y
  }

  private var leftOffset: Double {
    plan.direction == .rightwards ? plan.nameWidth + PanelGrid.nameGap : 0
  }

  private func usedWidth(_ columns: Int, _ panelWidth: Double) -> Double {
    leftOffset + Double(columns) * panelWidth + Double(columns - 1) * gap
  }

  private func drawTitle(
    of panel: CategoryPanel, x: Double, top: Double, width: Double,
    into builder: inout DrawingBuilder
  ) -> Double {
    let y = builder.paragraph(
      panel.title, from: Point(x: x, y: top), style: type.panelTitle, maximumWidth: width,
      maximumLines: 3)
    return builder.paragraph(
      panel.caption, from: Point(x: x, y: y), style: type.caption, maximumWidth: width,
      maximumLines: 3)
  }

  /// Stripes that guide the eye, and the names at the left of the panels.
  private func drawRows(
    x: Double, top: Double, width: Double, into builder: inout DrawingBuilder
  ) {
    let ticks = repeatsTicks ? plan.panels.first.map { painter($0).tickHeight } ?? 0 : 0
    for (index, name) in names.enumerated() {
      let y = top + ticks + Double(index) * plan.band
      if index.isMultiple(of: 2) {
        builder.rectangle(
          Rectangle(x: x, y: y, width: width, height: plan.band), fill: .solid(Palette.stripe))
      }
      builder.text(
        name,
        at: Point(
          x: x + plan.nameWidth + 2, y: y + plan.band / 2 + metrics.centering(of: type.name)),
        anchor: .end, style: type.name, maximumWidth: plan.nameWidth)
    }
  }

  /// A link over each row, names included.
  private func drawLinks(
    x: Double, top: Double, width: Double, into builder: inout DrawingBuilder
  ) {
    let ticks = repeatsTicks ? plan.panels.first.map { painter($0).tickHeight } ?? 0 : 0
    for (index, link) in chart.links.prefix(plan.count).enumerated() {
      let y = top + ticks + Double(index) * plan.band
      builder.add(.link(Rectangle(x: x, y: y, width: width, height: plan.band), uri: link))
    }
  }

  /// A link over each upright bar, names included.
  private func drawLinks(
    over panel: CategoryPanel, in room: Rectangle, into builder: inout DrawingBuilder
  ) {
    let plotWidth = painter(panel).plotWidth(in: room.width, direction: .upwards)
    let band = plotWidth / Double(max(plan.count, 1))
    for (index, link) in chart.links.prefix(plan.count).enumerated() {
      let left = room.maximumX - plotWidth + Double(index) * band
      builder.add(.link(Rectangle(x: left, y: room.y, width: band, height: room.height), uri: link))
    }
  }

  private func drawNames(
    under panel: CategoryPanel, in room: Rectangle, into builder: inout DrawingBuilder
  ) {
    let plotWidth = painter(panel).plotWidth(in: room.width, direction: .upwards)
    let band = plotWidth / Double(max(plan.count, 1))
    let baseline = room.maximumY - metrics.descent(of: type.name)
    for (index, name) in names.enumerated() {
      let middle = room.maximumX - plotWidth + (Double(index) + 0.5) * band
      builder.text(
        name, at: Point(x: middle, y: baseline), anchor: .middle, style: type.name,
        maximumWidth: band - 4)
    }
  }
}
