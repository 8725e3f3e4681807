import PlumbText

/// One entry of a legend: a sample of what is drawn, and what it means.
struct LegendEntry: Hashable {
  /// What is drawn.
  enum Sample: Hashable {
    /// The surface of a series.
    case series(SeriesStyle)
    /// A mean on a bar from quartile to quartile.
    case interval
    /// A median on a bar from quartile to quartile.
    case box
    /// A point with a whisker.
    case whisker(Color)
    /// A surface of one colour.
    case fill(Color)
    /// A surface with a strong outline.
    case outlined(Color)
    /// A surface of two colours.
    case pair(Color, Color)
    /// A line.
    case line(Stroke)
    /// A sign.
    case symbol(Symbol, Color)
    /// Words alone.
    case none
  }

  let label: String
  let sample: Sample

  init(_ label: String, _ sample: Sample) {
    self.label = displayText(label)
    self.sample = sample
  }
}

/// The legend of a chart's fills and symbols, in one or more lines.
struct Legend {
  private let entries: [LegendEntry]
  private let type: ChartType
  private let metrics: any TextMetrics

  /// Repeated entries are drawn once.
  init(entries: [LegendEntry], type: ChartType, metrics: any TextMetrics) {
    self.entries = entries.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    self.type = type
    self.metrics = metrics
  }

  /// Draws the entries from `top` down; gives the y where they end.
  func draw(x: Double, top: Double, width: Double, into builder: inout DrawingBuilder) -> Double {
    guard !entries.isEmpty else { return top }
    let style = type.name
    let lineHeight = metrics.lineHeight(of: style) * 1.35
    var corner = Point(x: x, y: top)
    for entry in entries {
      let swatch = swatch(entry)
      let gap = swatch.width > 0 ? 5.0 : 0
      let entryWidth = swatch.width + gap + metrics.width(of: entry.label, style: style)
      if corner.x > x, corner.x + entryWidth > x + width {
        corner = Point(x: x, y: corner.y + lineHeight)
      }
      let frame = Rectangle(
        x: corner.x, y: corner.y + (lineHeight - swatch.height) / 2, width: swatch.width,
        height: swatch.height)
      draw(entry.sample, in: frame, into: &builder)
      builder.text(
        entry.label,
        at: Point(x: frame.maximumX + gap, y: frame.middleY + metrics.centering(of: style)),
        style: style, maximumWidth: width - swatch.width - gap)
      corner.x += entryWidth + (swatch.width > 0 ? style.size * 2 : 6)
    }
    return corner.y + lineHeight
  }

  private func swatch(_ entry: LegendEntry) -> Size {
    let width =
      switch entry.sample {
      case .none: 0.0
      case .symbol: type.size
      default: type.size * 2
      }
    return Size(width: width, height: type.size)
  }

  private func draw(
    _ sample: LegendEntry.Sample, in frame: Rectangle, into builder: inout DrawingBuilder
  ) {
    let middle = Point(x: frame.middleX, y: frame.middleY)
    switch sample {
    case .series(let style):
      builder.rectangle(frame, fill: style.fill, stroke: Stroke(color: style.color, width: 0.6))
    case .interval:
      builder.rectangle(bar(in: frame), fill: .solid(Palette.neutral))
      builder.meanPoint(at: middle, radius: type.size * 0.36)
    case .box:
      builder.rectangle(
        bar(in: frame), fill: .solid(Palette.neutralGround),
        stroke: Stroke(color: Palette.neutral, width: 0.6))
      builder.medianTick(across: bar(in: frame), x: frame.middleX)
    case .whisker(let color):
      builder.whisker(
        from: Point(x: frame.x, y: frame.middleY), to: Point(x: frame.maximumX, y: frame.middleY))
      builder.add(Symbol.circle.mark(at: middle, radius: type.size * 0.3, color: color))
    case .line(let stroke):
      builder.line(
        from: Point(x: frame.x, y: frame.middleY), to: Point(x: frame.maximumX, y: frame.middleY),
        color: stroke.color, width: stroke.width, dash: stroke.dash)
    case .symbol(let symbol, let color):
      builder.add(symbol.mark(at: middle, radius: type.size * 0.42, color: color))
    case .fill, .outlined, .pair: drawSurface(sample, in: frame, into: &builder)
    case .none: break
    }
  }

  private func drawSurface(
    _ sample: LegendEntry.Sample, in frame: Rectangle, into builder: inout DrawingBuilder
  ) {
    let thin = Stroke(color: Palette.axis, width: 0.5)
    switch sample {
    case .fill(let color): builder.rectangle(frame, fill: .solid(color), stroke: thin)
    case .outlined(let color):
      builder.rectangle(
        frame.inset(by: 0.5), fill: .solid(color), stroke: Stroke(color: Palette.ink, width: 1))
    case .pair(let first, let second):
      var half = frame
      half.width /= 2
      builder.rectangle(half, fill: .solid(first))
      half.x += half.width
      builder.rectangle(half, fill: .solid(second))
      builder.rectangle(frame, stroke: thin)
    default: break
    }
  }

  private func bar(in frame: Rectangle) -> Rectangle {
    Rectangle(
      x: frame.x, y: frame.middleY - frame.height * 0.28, width: frame.width,
      height: frame.height * 0.56)
  }
}
