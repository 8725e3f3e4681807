/// The number of points in each hexagon of a grid.
struct PointDensity {
  /// From a hexagon's middle to its corners, in points.
  let radius: Double
  /// The hexagons with any point, from the top and then the left.
  let cells: [(center: Point, count: Int)]

  private struct Place: Hashable {
    let row: Int
    let column: Int
  }

  /// Counts points on a grid whose first hexagon has its middle at `origin`.
  init(_ points: [Point], origin: Point, radius: Double) {
    self.radius = radius
    let width = radius * Double(3).squareRoot()
    let height = radius * 1.5
    func center(_ place: Place) -> Point {
      let shift = place.row.isMultiple(of: 2) ? 0 : 0.5
      return Point(
        x: origin.x + (Double(place.column) + shift) * width,
        y: origin.y + Double(place.row) * height)
    }
    func distance(_ place: Place, _ point: Point) -> Double {
      let center = center(place)
      let (dx, dy) = (center.x - point.x, center.y - point.y)
      return dx * dx + dy * dy
    }
    var counts: [Place: Int] = [:]
    for point in points {
      // The nearest middle is in the row above or below the point.
      let row = Int(((point.y - origin.y) / height).rounded(.down))
      let places = [row, row + 1].map { row in
        let shift = row.isMultiple(of: 2) ? 0 : 0.5
        return Place(row: row, column: Int(((point.x - origin.x) / width - shift).rounded()))
      }
      let isFirst = distance(places[0], point) <= distance(places[1], point)
      counts[places[isFirst ? 0 : 1], default: 0] += 1
    }
    cells = counts.sorted { ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column) }
      .map { (center: center($0.key), count: $0.value) }
  }

  private init(radius: Double, cells: [(center: Point, count: Int)]) {
    self.radius = radius
    self.cells = cells
  }

  /// The same, further down.
  func moved(by distance: Double) -> PointDensity {
    PointDensity(
      radius: radius,
      cells: cells.map {
        (center: Point(x: $0.center.x, y: $0.center.y + distance), count: $0.count)
      })
  }

  /// The most shades.
  private static let maximumSteps = 5

  /// The largest count of each shade: they grow by about the same factor.
  var steps: [Int] {
    let most = cells.map(\.count).max() ?? 0
    var steps: [Int] = []
    for step in 1...PointDensity.maximumSteps {
      let share = Double(step) / Double(PointDensity.maximumSteps)
      let upper = Int(power(Double(max(most, 1)), share).rounded())
      if upper > steps.last ?? 0 { steps.append(upper) }
    }
    return steps
  }
}
