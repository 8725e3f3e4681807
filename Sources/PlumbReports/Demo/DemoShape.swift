/// The classes of the sample job: shapes that are easy to recognise, and to confuse.
enum DemoShape: String, CaseIterable, Sendable {
  case circle, square, triangle, star, hexagon, ring, cross, crescent

  /// How many images of the shape there are: a few common classes and some rare ones, as in life.
  var imageCount: Int {
    switch self {
    case .circle: 96
    case .square: 74
    case .triangle: 58
    case .star: 41
    case .hexagon: 27
    case .ring: 14
    case .cross: 7
    case .crescent: 3
    }
  }

  /// Whether a point lies in the shape.
  ///
  /// - Parameters:
  ///   - x: From -1 to 1, to the right.
  ///   - y: From -1 to 1, downwards.
  func contains(_ x: Double, _ y: Double) -> Bool {
    let radius = (x * x + y * y).squareRoot()
    switch self {
    case .circle: return radius < 0.85
    case .square: return max(abs(x), abs(y)) < 0.75
    case .triangle: return y < 0.7 && y > 1.7 * abs(x) - 0.85
    case .star: return Self.isInStar(x, y)
    case .hexagon: return max(abs(y), abs(x) * 0.866 + abs(y) * 0.5) < 0.78
    case .ring: return radius < 0.88 && radius > 0.52
    case .cross: return min(abs(x), abs(y)) < 0.26 && max(abs(x), abs(y)) < 0.85
    case .crescent:
      let bite = (x - 0.36) * (x - 0.36) + y * y
      return radius < 0.85 && bite > 0.5
    }
  }

  /// Five lines, each through two corners: a point is in the star if at most one has it outside.
  private static func isInStar(_ x: Double, _ y: Double) -> Bool {
    var outside = 0
    for tip in 0..<5 {
      let (cosine, sine) = fifthTurns[tip]
      if x * sine - y * cosine > 0.3 { outside += 1 }
    }
    return outside < 2
  }

  /// Cosine and sine of 0, 72, 144, 216 and 288 degrees.
  private static let fifthTurns: [(Double, Double)] = [
    (1, 0), (0.309_017, 0.951_057), (-0.809_017, 0.587_785), (-0.809_017, -0.587_785),
    (0.309_017, -0.951_057),
  ]
}
