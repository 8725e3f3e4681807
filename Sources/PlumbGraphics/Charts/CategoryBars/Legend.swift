/// The key to the fills and signs of a chart, in one or more lines.
struct Legend {
  /// One entry.
  private enum Entry: Hashable {
    case series(name: String, style: SeriesStyle)
    case interval

    var label: String {
      switch self {
      case .series(let name, _): displayText(name)
      case .interval: "mean, on a bar over the middle half of the values (quartiles)"
      }
    }
  }

  private let entries: [Entry]
  private let type: ChartType
  private let metrics: any TextMetrics

  /// What the panels need explained.
  init(panels: [CategoryPanel], type: ChartType, metrics: any TextMetrics) {
    var entries: [Entry] = []
    for panel in panels {
      switch panel.content {
      case .counts(let series, _):
        entries += series.filter { $0.values.contains { $0 > 0 } }
          .map { .series(name: $0.name, style: $0.style) }
      case .intervals: entries.append(.interval)
      }
    }
    self.entries = entries.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    self.type = type
    self.metrics = metrics
  }

  /// Draws the entries from `top` down; gives the y where they end.
  func draw(x: Double, top: Double, width: Double, into builder: inout DrawingBuilder) -> Double {
    guard !entries.isEmpty else { return top }
    let style = type.name
    let lineHeight = metrics.lineHeight(of: style) * 1.35
    let swatch = Size(width: style.size * 2, height: style.size)
    var corner = Point(x: x, y: top)
    for entry in entries {
      let labelWidth = metrics.width(of: entry.label, style: style)
      let entryWidth = swatch.width + 5 + labelWidth
      if corner.x > x, corner.x + entryWidth > x + width {
        corner = Point(x: x, y: corner.y + lineHeight)
      }
      let frame = Rectangle(
        x: corner.x, y: corner.y + (lineHeight - swatch.height) / 2, width: swatch.width,
        height: swatch.height)
      draw(entry, in: frame, into: &builder)
      builder.text(
        entry.label,
        at: Point(x: frame.maximumX + 5, y: frame.middleY + metrics.centering(of: style)),
        style: style, maximumWidth: width - swatch.width - 5)
      corner.x += entryWidth + style.size * 2
    }
    return corner.y + lineHeight
  }

  private func draw(_ entry: Entry, in frame: Rectangle, into builder: inout DrawingBuilder) {
    switch entry {
    case .series(_, let style):
      builder.rectangle(frame, fill: style.fill, stroke: Stroke(color: style.color, width: 0.6))
    case .interval:
      let bar = Rectangle(
        x: frame.x, y: frame.middleY - frame.height * 0.28, width: frame.width,
        height: frame.height * 0.56)
      builder.rectangle(bar, fill: .solid(Palette.neutral))
      let circle = Path.circle(
        center: Point(x: frame.middleX, y: frame.middleY), radius: type.size * 0.36)
      builder.add(
        .path(
          PathMark(
            elements: circle, fill: .solid(Palette.paper),
            stroke: Stroke(color: Palette.ink, width: 1.3))))
    }
  }
}
