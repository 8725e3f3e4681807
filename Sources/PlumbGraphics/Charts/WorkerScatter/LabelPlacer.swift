/// Places names beside points so that none covers another name or a symbol.
struct LabelPlacer {
  /// Where a name went.
  struct Place {
    let frame: Rectangle
    /// The line from the point to the name, where they are not next to each other.
    let leader: (Point, Point)?
  }

  /// Names stay within it.
  let room: Rectangle
  /// Areas that no name may cover: symbols and intervals.
  private(set) var obstacles: [Rectangle]
  /// Points that names should avoid.
  let points: [Point]
  /// A line that names should avoid.
  let line: Rectangle?

  /// The radius of a symbol, in points; lines start beyond it.
  static let signRadius = 5.5

  /// The gaps between point and name that are tried, in points.
  private static let distances = [6.0, 14, 26, 40, 60, 84]

  init(room: Rectangle, obstacles: [Rectangle], points: [Point], line: Rectangle? = nil) {
    self.room = room
    self.obstacles = obstacles
    self.points = points
    self.line = line
  }

  /// The best place for a name of this size; nil if there is none.
  mutating func place(_ size: Size, at point: Point) -> Place? {
    var best: (place: Place, cost: Double)?
    for distance in LabelPlacer.distances {
      for direction in LabelPlacer.directions {
        let place = candidate(size, at: point, direction: direction, distance: distance)
        guard isFree(place) else { continue }
        let covered = points.count { place.frame.contains($0) }
        let isOnLine = line.map(place.frame.intersects) ?? false
        let cost = Double(covered + (isOnLine ? 5 : 0)) * 4 + distance
        if best.map({ cost < $0.cost }) ?? true { best = (place, cost) }
      }
    }
    if let best {
      obstacles.append(best.place.frame)
      if let leader = best.place.leader { obstacles += LabelPlacer.boxes(along: leader) }
    }
    return best?.place
  }

  /// To the right first, where readers expect a name.
  private static let directions: [(x: Double, y: Double)] = [
    (1, 0), (-1, 0), (0.9, -0.5), (0.9, 0.5), (-0.9, -0.5), (-0.9, 0.5), (0.5, -0.9), (0.5, 0.9),
    (-0.5, -0.9), (-0.5, 0.9), (0, -1), (0, 1),
  ]

  private func candidate(
    _ size: Size, at point: Point, direction: (x: Double, y: Double), distance: Double
  ) -> Place {
    let anchor = Point(x: point.x + direction.x * distance, y: point.y + direction.y * distance)
    let left =
      direction.x > 0
      ? anchor.x : direction.x < 0 ? anchor.x - size.width : anchor.x - size.width / 2
    let top =
      direction.y > 0
      ? anchor.y : direction.y < 0 ? anchor.y - size.height : anchor.y - size.height / 2
    let frame = Rectangle(x: left, y: top, width: size.width, height: size.height)
    let start = Point(
      x: point.x + direction.x * LabelPlacer.signRadius,
      y: point.y + direction.y * LabelPlacer.signRadius)
    return Place(
      frame: frame,
      leader: distance > LabelPlacer.distances[0] ? (start, anchor) : nil)
  }

  private func isFree(_ place: Place) -> Bool {
    let frame = place.frame
    guard frame.x >= room.x, frame.maximumX <= room.maximumX, frame.y >= room.y,
      frame.maximumY <= room.maximumY, !obstacles.contains(where: frame.intersects)
    else { return false }
    guard let leader = place.leader else { return true }
    // Close to its own sign a line may run beside the interval.
    return !LabelPlacer.boxes(along: leader).dropFirst(2).contains { box in
      obstacles.contains(where: box.intersects)
    }
  }

  /// Small boxes that cover a line.
  private static func boxes(along line: (Point, Point)) -> [Rectangle] {
    let (dx, dy) = (line.1.x - line.0.x, line.1.y - line.0.y)
    let count = max(Int(((dx * dx + dy * dy).squareRoot() / 3).rounded(.up)), 1)
    return (0...count).map { index in
      let share = Double(index) / Double(count)
      return Rectangle(
        x: line.0.x + dx * share - 0.5, y: line.0.y + dy * share - 0.5, width: 1, height: 1)
    }
  }
}

extension Rectangle {
  /// Whether the two have any area in common.
  func intersects(_ other: Rectangle) -> Bool {
    x < other.maximumX && other.x < maximumX && y < other.maximumY && other.y < maximumY
  }

  /// Whether the point lies in it.
  func contains(_ point: Point) -> Bool {
    point.x >= x && point.x <= maximumX && point.y >= y && point.y <= maximumY
  }
}
