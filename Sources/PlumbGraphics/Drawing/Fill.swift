/// How a surface is filled.
package enum Fill: Sendable, Hashable {
  /// One colour all over.
  case solid(Color)
  /// Lines at 45 degrees, rising to the right, over a ground; spacing and width in points.
  case hatched(line: Color, background: Color, spacing: Double, width: Double)
}

/// How a line or an outline is drawn.
package struct Stroke: Sendable, Hashable {
  /// The colour of the line.
  package var color: Color
  /// The width of the line, in points.
  package var width: Double
  /// Lengths of dashes and gaps in turn, in points; empty for an unbroken line.
  package var dash: [Double]

  /// Makes a stroke, unbroken unless dashes are given.
  package init(color: Color, width: Double, dash: [Double] = []) {
    self.color = color
    self.width = width
    self.dash = dash
  }
}

extension Fill {
  func scaled(by scale: Double) -> Fill {
    switch self {
    case .solid: self
    case .hatched(let line, let background, let spacing, let width):
      .hatched(line: line, background: background, spacing: spacing * scale, width: width * scale)
    }
  }
}

extension Stroke {
  func scaled(by scale: Double) -> Stroke {
    Stroke(color: color, width: width * scale, dash: dash.map { $0 * scale })
  }
}
