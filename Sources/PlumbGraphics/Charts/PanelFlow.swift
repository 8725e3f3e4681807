/// A grid of panels of equal width, each with a title and a caption above its body.
struct PanelFlow {
  /// The text above a body, and the body's preferred height.
  struct Panel {
    let title: String
    let caption: String
    /// In points; all bodies in a row get the height of the tallest.
    let bodyHeight: Double
  }

  /// The gap between panels side by side, in points.
  static let gap = 34.0

  let panels: [Panel]
  let panelWidth: Double
  let columns: Int
  let type: ChartType
  let metrics: any TextMetrics

  /// The width of a drawing with the panels and margins at both sides.
  var drawingWidth: Double {
    let used = Double(min(columns, max(panels.count, 1)))
    return used * panelWidth + (used - 1) * PanelFlow.gap + 2 * FigureFrame.figureMargin
  }

  /// Draws all panels from `top` down; gives the y where they end.
  ///
  /// - Parameter body: Draws the body of a panel into its room.
  func draw(
    x: Double, top: Double, into builder: inout DrawingBuilder,
    body: (Int, Rectangle, inout DrawingBuilder) -> Void
  ) -> Double {
    var y = top
    for start in stride(from: 0, to: panels.count, by: columns) {
      let row = start..<min(start + columns, panels.count)
      let lefts = row.map { x + Double($0 - start) * (panelWidth + PanelFlow.gap) }
      let ends = zip(row, lefts).map { drawHead(of: panels[$0], x: $1, top: y, into: &builder) }
      let bodyTop = (ends.max() ?? y) + type.size * 0.5
      let height = row.map { panels[$0].bodyHeight }.max() ?? 0
      for (index, left) in zip(row, lefts) {
        let room = Rectangle(x: left, y: bodyTop, width: panelWidth, height: height)
        body(index, room, &builder)
      }
      y = bodyTop + height + type.size * 1.6
    }
    return y - (panels.isEmpty ? 0 : type.size)
  }

  private func drawHead(
    of panel: Panel, x: Double, top: Double, into builder: inout DrawingBuilder
  ) -> Double {
    let y = builder.paragraph(
      panel.title, from: Point(x: x, y: top), style: type.panelTitle, maximumWidth: panelWidth,
      maximumLines: 2)
    return builder.paragraph(
      panel.caption, from: Point(x: x, y: y), style: type.caption, maximumWidth: panelWidth,
      maximumLines: 3)
  }
}
