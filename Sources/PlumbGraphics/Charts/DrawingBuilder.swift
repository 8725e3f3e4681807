/// Collects the marks of a chart while it is laid out.
struct DrawingBuilder {
  let metrics: any TextMetrics
  private(set) var marks: [Mark] = []

  init(metrics: any TextMetrics) { self.metrics = metrics }

  mutating func add(_ mark: Mark) { marks.append(mark) }

  mutating func rectangle(
    _ frame: Rectangle, fill: Fill? = nil, stroke: Stroke? = nil, cornerRadius: Double = 0
  ) {
    marks.append(
      .rectangle(
        RectangleMark(frame: frame, fill: fill, stroke: stroke, cornerRadius: cornerRadius)))
  }

  mutating func line(
    from start: Point, to end: Point, color: Color, width: Double = 0.75, dash: [Double] = []
  ) {
    let stroke = Stroke(color: color, width: width, dash: dash)
    marks.append(.line(LineMark(from: start, to: end, stroke: stroke)))
  }

  /// Adds the text, shortened to the width, unless nothing of it is left.
  mutating func text(
    _ text: String, at origin: Point, anchor: TextMark.Anchor = .start, style: TextStyle,
    maximumWidth: Double, truncation: Truncation = .end
  ) {
    let fitted = metrics.fitted(
      text, style: style, maximumWidth: maximumWidth, truncation: truncation)
    guard !fitted.isEmpty else { return }
    marks.append(
      .text(
        TextMark(
          fitted, at: origin, anchor: anchor, style: style,
          maximumWidth: maximumWidth.isFinite ? maximumWidth : nil,
          truncation: truncation)))
  }

  /// Adds a text that is read from the bottom up.
  mutating func turnedText(
    _ text: String, at origin: Point, anchor: TextMark.Anchor = .start, style: TextStyle,
    maximumWidth: Double
  ) {
    let fitted = metrics.fitted(text, style: style, maximumWidth: maximumWidth)
    guard !fitted.isEmpty else { return }
    marks.append(
      .text(
        TextMark(
          fitted, at: origin, anchor: anchor, style: style, maximumWidth: maximumWidth
        ).rotated(by: -90)))
  }

  /// Adds lines of text from a point downwards; gives the y where they end.
  @discardableResult
  mutating func paragraph(
    _ text: String, from top: Point, style: TextStyle, maximumWidth: Double,
    maximumLines: Int, anchor: TextMark.Anchor = .start
  ) -> Double {
    let lines = metrics.wrapped(
      text, style: style, maximumWidth: maximumWidth, maximumLines: maximumLines)
    var baseline = top.y + metrics.ascent(of: style)
    for line in lines {
      self.text(
        line, at: Point(x: top.x, y: baseline), anchor: anchor, style: style,
        maximumWidth: maximumWidth)
      baseline += metrics.lineHeight(of: style)
    }
    return top.y + Double(lines.count) * metrics.lineHeight(of: style)
  }
}
