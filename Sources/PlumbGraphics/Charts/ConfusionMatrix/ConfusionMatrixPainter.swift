import PlumbText

/// Draws the parts of a ``ConfusionMatrixChart``.
struct ConfusionMatrixPainter {
  let chart: ConfusionMatrixChart
  let counts: ConfusionCounts
  let shown: [Int]
  let names: [String]
  let plan: ConfusionPlan
  let type: ChartType
  let metrics: any TextMetrics
  /// The size of the counts in the cells.
  private let countSize: Double

  init(_ layout: ConfusionMatrixLayout, plan: ConfusionPlan) {
    chart = layout.chart
    counts = layout.counts
    shown = layout.shown
    names = layout.names
    self.plan = plan
    type = layout.type
    metrics = layout.metrics
    countSize = ConfusionMatrixPainter.countSize(
      counts, plan: plan, type: type, metrics: metrics)
  }

  private var gap: Double { ConfusionMatrixLayout.gap }

  /// Draws everything from `top` down; gives the y where it ends.
  func draw(x: Double, top: Double, into builder: inout DrawingBuilder) -> Double {
    let titleHeight = metrics.lineHeight(of: type.panelTitle)
    let matrix = Rectangle(
      x: x + plan.nameWidth + gap, y: top + titleHeight + 3 + plan.columnNameHeight + gap,
      width: plan.matrixSize.width, height: plan.matrixSize.height)
    drawTitles(x: x, top: top, of: matrix, into: &builder)
    drawGrid(of: matrix, into: &builder)
    drawCells(in: matrix, into: &builder)
    drawLinks(in: matrix, into: &builder)
    for (index, name) in names.enumerated() {
      let y = matrix.y + (Double(index) + 0.5) * plan.cell.height
      builder.text(
        name, at: Point(x: matrix.x - gap, y: y + metrics.centering(of: rowName)), anchor: .end,
        style: rowName, maximumWidth: plan.nameWidth)
      drawColumnName(name, at: index, of: matrix, into: &builder)
    }
    drawRowMargin(of: matrix, into: &builder)
    return drawColumnMargin(of: matrix, into: &builder)
  }

  // MARK: Names

  private var rowName: TextStyle {
    TextStyle(size: min(type.name.size, plan.cell.height * 0.8))
  }

  private var columnName: TextStyle {
    TextStyle(size: min(type.name.size, plan.cell.width * 0.8))
  }

  private func drawTitles(
    x: Double, top: Double, of matrix: Rectangle, into builder: inout DrawingBuilder
  ) {
    builder.text(
      chart.titles.column, at: Point(x: matrix.x, y: top + metrics.ascent(of: type.panelTitle)),
      style: type.panelTitle,
      maximumWidth: matrix.width + 2.5 * gap + plan.totalWidth + plan.shareWidth)
    builder.text(
      chart.titles.row, at: Point(x: matrix.x - gap, y: matrix.y - gap), anchor: .end,
      style: type.panelTitle, maximumWidth: plan.nameWidth)
  }

  private func drawColumnName(
    _ name: String, at index: Int, of matrix: Rectangle, into builder: inout DrawingBuilder
  ) {
    let middle = matrix.x + (Double(index) + 0.5) * plan.cell.width
    guard plan.columnNamesStandUp else {
      builder.text(
        name, at: Point(x: middle, y: matrix.y - gap), anchor: .middle, style: columnName,
        maximumWidth: plan.cell.width - 4)
      return
    }
    builder.turnedText(
      name, at: Point(x: middle + metrics.centering(of: columnName), y: matrix.y - gap),
      style: columnName, maximumWidth: plan.columnNameHeight)
  }

  // MARK: Cells

  private func drawGrid(of matrix: Rectangle, into builder: inout DrawingBuilder) {
    for index in 0...plan.count {
      let x = matrix.x + Double(index) * plan.cell.width
      let y = matrix.y + Double(index) * plan.cell.height
      builder.line(
        from: Point(x: x, y: matrix.y), to: Point(x: x, y: matrix.maximumY), color: Palette.grid,
        width: 0.6)
      builder.line(
        from: Point(x: matrix.x, y: y), to: Point(x: matrix.maximumX, y: y), color: Palette.grid,
        width: 0.6)
    }
  }

  /// First all surfaces and then all counts, by colour: texts of one look in a row make small files.
  private func drawCells(in matrix: Rectangle, into builder: inout DrawingBuilder) {
    var labels: [Color: [(text: String, frame: Rectangle)]] = [:]
    for (row, rowClass) in shown.enumerated() {
      for (column, columnClass) in shown.enumerated() {
        let frame = Rectangle(
          x: matrix.x + Double(column) * plan.cell.width,
          y: matrix.y + Double(row) * plan.cell.height, width: plan.cell.width,
          height: plan.cell.height)
        let count = counts.count(rowClass, columnClass)
        let share = Double(count) / Double(max(counts.rowTotals[rowClass], 1))
        let ground = ConfusionShade.color(share: share, isSame: row == column)
        draw(frame, fill: count > 0 ? ground : nil, isSame: row == column, into: &builder)
        if let label = label(of: count) {
          labels[Palette.text(on: ground), default: []].append((label, frame))
        }
      }
    }
    for (color, labels) in labels.sorted(by: { $0.key.luminance < $1.key.luminance }) {
      let style = TextStyle(size: countSize, color: color)
      for (text, frame) in labels {
        builder.text(
          text, at: Point(x: frame.middleX, y: frame.middleY + metrics.centering(of: style)),
          anchor: .middle, style: style, maximumWidth: frame.width)
      }
    }
  }

  private func drawLinks(in matrix: Rectangle, into builder: inout DrawingBuilder) {
    let places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    for cell in chart.cells where !cell.link.isEmpty {
      guard let row = places[cell.row], let column = places[cell.column] else { continue }
      let frame = Rectangle(
        x: matrix.x + Double(column) * plan.cell.width,
        y: matrix.y + Double(row) * plan.cell.height, width: plan.cell.width,
        height: plan.cell.height)
      builder.add(.link(frame, uri: cell.link))
    }
  }

  private func draw(
    _ frame: Rectangle, fill: Color?, isSame: Bool, into builder: inout DrawingBuilder
  ) {
    if let fill {
      builder.rectangle(frame.inset(by: isSame ? frameWidth : 0.3), fill: .solid(fill))
    }
    if isSame {
      builder.rectangle(frame.inset(by: 0.5), stroke: Stroke(color: Palette.ink, width: 1))
    }
  }

  /// The count as it fits into a cell, shortened if need be; nil for none, or if it does not fit.
  private func label(of count: Int) -> String? {
    guard count > 0 else { return nil }
    return [NumberText.whole(count), NumberText.short(count)].first {
      metrics.width(of: $0, style: TextStyle(size: countSize)) <= plan.cell.width - 2
    }
  }

  /// How far the surface of a cell of the diagonal lies inside: where there is room, paper keeps the
  /// outline apart from dark surfaces, so that it can be seen in grey print.
  private var frameWidth: Double { plan.cell.width >= 24 && plan.cell.height >= 24 ? 2.2 : 0.5 }

  /// The largest of three sizes at which every count fits, or the smallest, at which some do.
  private static func countSize(
    _ counts: ConfusionCounts, plan: ConfusionPlan, type: ChartType, metrics: any TextMetrics
  ) -> Double {
    let highest = plan.cell.height * 0.75
    let sizes = [type.value.size, 7, 6.2].map { min($0, highest) }
    let largest = NumberText.whole(counts.cells.values.max() ?? 0)
    return sizes.first {
      metrics.width(of: largest, style: TextStyle(size: $0)) <= plan.cell.width - 2
    } ?? sizes[2]
  }

  // MARK: Margins

  /// Totals and shares of the rows, at the right.
  private func drawRowMargin(of matrix: Rectangle, into builder: inout DrawingBuilder) {
    let totalEnd = matrix.maximumX + gap + plan.totalWidth
    let shareEnd = totalEnd + 1.5 * gap + plan.shareWidth
    let size = min(type.value.size, plan.cell.height * 0.75)
    func draw(_ text: String, end: Double, width: Double, y: Double, color: Color) {
      builder.text(
        text, at: Point(x: end, y: y), anchor: .end, style: TextStyle(size: size, color: color),
        maximumWidth: width)
    }
    let head = matrix.y - gap
    draw("n", end: totalEnd, width: plan.totalWidth, y: head, color: Palette.quietInk)
    builder.text(
      chart.titles.rowShare + " %", at: Point(x: shareEnd, y: head), anchor: .end, style: type.tick,
      maximumWidth: plan.shareWidth)
    for (index, rowClass) in shown.enumerated() {
      let y =
        matrix.y + (Double(index) + 0.5) * plan.cell.height
        + metrics.centering(of: TextStyle(size: size))
      draw(
        NumberText.whole(counts.rowTotals[rowClass]), end: totalEnd, width: plan.totalWidth, y: y,
        color: Palette.ink)
      draw(
        counts.rowShare(rowClass).map(NumberText.percent) ?? "–", end: shareEnd,
        width: plan.shareWidth, y: y, color: Palette.ink)
    }
  }

  /// Totals and shares of the columns, below; gives the y where they end.
  private func drawColumnMargin(
    of matrix: Rectangle, into builder: inout DrawingBuilder
  ) -> Double {
    let totals = shown.map { NumberText.whole(counts.columnTotals[$0]) }
    let shares = shown.map { counts.columnShare($0).map(NumberText.percent) ?? "–" }
    let bottom = drawLine(totals, title: "n", top: matrix.maximumY + gap, of: matrix, &builder)
    return drawLine(
      shares, title: chart.titles.columnShare + " %", top: bottom + 2, of: matrix, &builder)
  }

  /// One line of numbers under the columns, turned where they are too wide; gives its end.
  private func drawLine(
    _ labels: [String], title: String, top: Double, of matrix: Rectangle,
    _ builder: inout DrawingBuilder
  ) -> Double {
    let style = TextStyle(size: min(type.value.size, plan.cell.width * 0.62))
    let widest = metrics.maximumWidth(of: labels, style: style)
    let standsUp = widest > plan.cell.width - 1
    let height = standsUp ? widest : metrics.ascent(of: style)
    builder.text(
      title, at: Point(x: matrix.x - gap, y: top + metrics.ascent(of: type.tick)), anchor: .end,
      style: type.tick, maximumWidth: plan.nameWidth)
    for (index, label) in labels.enumerated() {
      let middle = matrix.x + (Double(index) + 0.5) * plan.cell.width
      if standsUp {
        let end = Point(x: middle + metrics.centering(of: style), y: top)
        builder.turnedText(label, at: end, anchor: .end, style: style, maximumWidth: height + 1)
      } else {
        builder.text(
          label, at: Point(x: middle, y: top + metrics.ascent(of: style)), anchor: .middle,
          style: style, maximumWidth: plan.cell.width)
      }
    }
    return top + max(height, metrics.lineHeight(of: type.tick)) + 2
  }
}
