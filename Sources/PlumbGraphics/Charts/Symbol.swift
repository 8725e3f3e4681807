/// A symbol on a plot, distinguishable by shape alone.
enum Symbol: Hashable, CaseIterable {
  case triangle, square, diamond, star, hexagon, circle

  /// The outline of the symbol; all have about the same area.
  func elements(center: Point, radius: Double) -> [PathElement] {
    switch self {
    case .circle: Path.circle(center: center, radius: radius)
    case .triangle:
      Path.regularPolygon(
        center: Point(x: center.x, y: center.y + radius * 0.2), radius: radius * 1.25, corners: 3)
    case .square: Path.regularPolygon(center: center, radius: radius * 1.2, corners: 4, turn: 45)
    case .diamond: Path.regularPolygon(center: center, radius: radius * 1.25, corners: 4)
    case .hexagon: Path.regularPolygon(center: center, radius: radius * 1.05, corners: 6)
    case .star: Path.star(center: center, radius: radius * 1.5)
    }
  }

  /// The symbol with a thin white outline, so that neighbours stay distinguishable.
  func mark(at center: Point, radius: Double, color: Color) -> Mark {
    .path(
      PathMark(
        elements: elements(center: center, radius: radius), fill: .solid(color),
        stroke: Stroke(color: Palette.paper, width: 0.7)))
  }
}

extension DrawingBuilder {
  /// A mean: a white point, visible on every fill.
  mutating func meanPoint(at center: Point, radius: Double) {
    add(
      .path(
        PathMark(
          elements: Path.circle(center: center, radius: radius), fill: .solid(Palette.paper),
          stroke: Stroke(color: Palette.ink, width: 1.3))))
  }

  /// A median: a line across a horizontal bar, with a white outline.
  mutating func medianTick(across bar: Rectangle, x: Double) {
    let frame = Rectangle(x: x - 1.2, y: bar.y - 1.5, width: 2.4, height: bar.height + 3)
    rectangle(
      frame, fill: .solid(Palette.ink), stroke: Stroke(color: Palette.paper, width: 0.8))
  }

  /// An interval: a line with a short bar at each end, and a white outline.
  mutating func whisker(
    from start: Point, to end: Point, cap: Double = 5, color: Color = Palette.ink
  ) {
    whiskers([(start, end)], cap: cap, color: color)
  }

  /// Several intervals; none hides part of another.
  mutating func whiskers(
    _ intervals: [(start: Point, end: Point)], cap: Double = 5, color: Color = Palette.ink
  ) {
    let elements = intervals.flatMap { start, end -> [PathElement] in
      let isUpright = abs(end.x - start.x) < abs(end.y - start.y)
      let (dx, dy) = isUpright ? (cap / 2, 0.0) : (0.0, cap / 2)
      let caps = [start, end].map {
        (Point(x: $0.x - dx, y: $0.y - dy), Point(x: $0.x + dx, y: $0.y + dy))
      }
      return ([(start, end)] + caps).flatMap { [.move($0.0), .line($0.1)] }
    }
    guard !elements.isEmpty else { return }
    for stroke in [Stroke(color: Palette.paper, width: 2.6), Stroke(color: color, width: 1.1)] {
      add(.path(PathMark(elements: elements, stroke: stroke)))
    }
  }

  /// A grey area with a centred sentence, for an empty plot.
  mutating func placeholder(_ reason: String, in room: Rectangle, style: TextStyle) {
    rectangle(
      room, fill: .solid(Palette.placeholder), stroke: Stroke(color: Palette.grid, width: 0.5))
    let lineHeight = metrics.lineHeight(of: style)
    let width = room.width - 2 * style.size * 0.5
    let possible = wholeNumber((room.height - style.size) / lineHeight, in: 1...100)
    let lines = metrics.wrapped(
      reason, style: style, maximumWidth: width, maximumLines: possible)
    let top = room.middleY - Double(lines.count) * lineHeight / 2
    for (index, line) in lines.enumerated() {
      let baseline = top + Double(index) * lineHeight + metrics.ascent(of: style)
      text(
        line, at: Point(x: room.middleX, y: baseline), anchor: .middle, style: style,
        maximumWidth: width)
    }
  }
}
