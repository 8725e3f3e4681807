/// The inside of a panel: values along one direction, categories across it.
///
/// All panels are drawn through it, so vertical and horizontal bars share their code.
struct PlotArea {
  /// The direction in which values grow.
  enum Direction {
    /// Upright bars; categories from left to right.
    case upwards
    /// Lying bars; categories from the top down.
    case rightwards
  }

  let frame: Rectangle
  let direction: Direction
  /// How many categories share the frame, 1 or more.
  let count: Int

  /// The room of one category.
  var band: Double {
    (direction == .upwards ? frame.width : frame.height) / Double(max(count, 1))
  }

  /// The room for values.
  var length: Double { direction == .upwards ? frame.height : frame.width }

  /// The middle of a category, across the direction of values.
  func center(of index: Int) -> Double {
    (direction == .upwards ? frame.x : frame.y) + (Double(index) + 0.5) * band
  }

  /// The point at a share (0...1) of the value axis.
  func point(across: Double, share: Double) -> Point {
    switch direction {
    case .upwards: Point(x: across, y: frame.maximumY - share * frame.height)
    case .rightwards: Point(x: frame.x + share * frame.width, y: across)
    }
  }

  /// A bar between two shares of the value axis, the lower one first.
  func bar(across: Double, thickness: Double, from lower: Double, to upper: Double) -> Rectangle {
    let (start, end) = (point(across: across, share: lower), point(across: across, share: upper))
    return switch direction {
    case .upwards:
      Rectangle(x: across - thickness / 2, y: end.y, width: thickness, height: start.y - end.y)
    case .rightwards:
      Rectangle(x: start.x, y: across - thickness / 2, width: end.x - start.x, height: thickness)
    }
  }

  /// The line across all categories at a share of the value axis.
  func crossLine(share: Double) -> (Point, Point) {
    switch direction {
    case .upwards:
      let y = frame.maximumY - share * frame.height
      return (Point(x: frame.x, y: y), Point(x: frame.maximumX, y: y))
    case .rightwards:
      let x = frame.x + share * frame.width
      return (Point(x: x, y: frame.y), Point(x: x, y: frame.maximumY))
    }
  }
}
