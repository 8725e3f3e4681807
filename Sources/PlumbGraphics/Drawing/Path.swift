/// One step of an outline.
package enum PathElement: Sendable, Hashable {
  /// Starts a new outline here.
  case move(Point)
  /// A straight line to here.
  case line(Point)
  /// A cubic Bézier curve to `end`, led by two control points.
  case curve(control1: Point, control2: Point, end: Point)
  /// Back to where the outline started.
  case close
}

/// Makes the outlines that charts use.
package enum Path {
  /// The closed outline through these points, in their order; fewer than two give nothing.
  package static func polygon(_ points: [Point]) -> [PathElement] {
    guard let first = points.first, points.count > 1 else { return [] }
    return [.move(first)] + points.dropFirst().map { .line($0) } + [.close]
  }

  /// A circle of four curves; off by less than 0.03 % of the radius.
  package static func circle(center: Point, radius: Double) -> [PathElement] {
    // The usual handle length for a quarter circle: 4/3 (√2 - 1).
    let handle = radius * 0.552_284_749_8
    func at(_ x: Double, _ y: Double) -> Point { Point(x: center.x + x, y: center.y + y) }
    return [
      .move(at(radius, 0)),
      .curve(control1: at(radius, handle), control2: at(handle, radius), end: at(0, radius)),
      .curve(control1: at(-handle, radius), control2: at(-radius, handle), end: at(-radius, 0)),
      .curve(control1: at(-radius, -handle), control2: at(-handle, -radius), end: at(0, -radius)),
      .curve(control1: at(handle, -radius), control2: at(radius, -handle), end: at(radius, 0)),
      .close,
    ]
  }

  /// A polygon with equal sides and one corner upwards, turned clockwise by `turn` degrees.
  package static func regularPolygon(
    center: Point, radius: Double, corners: Int, turn: Double = 0
  ) -> [PathElement] {
    guard corners > 2 else { return [] }
    return polygon(
      (0..<corners).map { index in
        let angle = Double(index) * 360 / Double(corners) + turn
        return Point(
          x: center.x + radius * sine(degrees: angle), y: center.y - radius * cosine(degrees: angle)
        )
      })
  }

  /// A star with one tip upwards; the inner corners lie at 0.4 of the radius.
  package static func star(center: Point, radius: Double, tips: Int = 5) -> [PathElement] {
    guard tips > 1 else { return [] }
    return polygon(
      (0..<tips * 2).map { index in
        let length = index.isMultiple(of: 2) ? radius : radius * 0.4
        let angle = Double(index) * 180 / Double(tips)
        return Point(
          x: center.x + length * sine(degrees: angle), y: center.y - length * cosine(degrees: angle)
        )
      })
  }
}

extension PathElement {
  func placed(_ placement: Placement) -> PathElement {
    switch self {
    case .move(let point): .move(placement.apply(point))
    case .line(let point): .line(placement.apply(point))
    case .curve(let control1, let control2, let end):
      .curve(
        control1: placement.apply(control1), control2: placement.apply(control2),
        end: placement.apply(end))
    case .close: .close
    }
  }

  var isFinite: Bool {
    switch self {
    case .move(let point), .line(let point): point.isFinite
    case .curve(let control1, let control2, let end):
      control1.isFinite && control2.isFinite && end.isFinite
    case .close: true
    }
  }
}

extension Path {
  /// A rectangle with quarter circles as corners; the radius is at most half of the shorter side.
  package static func roundedRectangle(_ frame: Rectangle, radius: Double) -> [PathElement] {
    let radius = min(radius, frame.width / 2, frame.height / 2)
    let handle = radius * (1 - 0.552_284_749_8)
    let (left, top, right, bottom) = (frame.x, frame.y, frame.maximumX, frame.maximumY)
    func point(_ x: Double, _ y: Double) -> Point { Point(x: x, y: y) }
    return [
      .move(point(left + radius, top)), .line(point(right - radius, top)),
      .curve(
        control1: point(right - handle, top), control2: point(right, top + handle),
        end: point(right, top + radius)),
      .line(point(right, bottom - radius)),
      .curve(
        control1: point(right, bottom - handle), control2: point(right - handle, bottom),
        end: point(right - radius, bottom)),
      .line(point(left + radius, bottom)),
      .curve(
        control1: point(left + handle, bottom), control2: point(left, bottom - handle),
        end: point(left, bottom - radius)),
      .line(point(left, top + radius)),
      .curve(
        control1: point(left, top + handle), control2: point(left + handle, top),
        end: point(left + radius, top)),
      .close,
    ]
  }
}
