import PlumbText

/// A finished picture as a value: a size and a list of marks, which any renderer can draw.
package struct Drawing: Sendable, Hashable {
  /// The size of the page or figure, in points.
  package let size: Size
  /// The colour under all marks; nil for none (transparent in PNG and SVG).
  package let background: Color?
  /// What the drawing is called; one line of visible characters.
  package let title: String
  /// What the drawing shows, in a sentence or two, for those who cannot see it.
  package let alternativeText: String
  /// What is drawn, from the lowest to the topmost.
  package let marks: [Mark]

  /// The largest side of a drawing, in points: what PDF 1.5 readers open (200 inches).
  package static let maximumSide = 14_400.0

  /// Makes a drawing.
  ///
  /// Marks with a coordinate that is not a finite number are left out, and each side of the size is
  /// clamped to 1...``maximumSide``, so that renderers only get numbers that they can draw.
  package init(
    size: Size, background: Color? = Palette.paper, title: String, alternativeText: String,
    marks: [Mark]
  ) {
    self.size = Size(width: Drawing.side(size.width), height: Drawing.side(size.height))
    self.background = background
    self.title = displayText(title)
    self.alternativeText = displayText(alternativeText, limit: 4_000)
    self.marks = marks.filter(\.isFinite)
  }

  /// This drawing with another one on top of it, scaled evenly and centred to fit into `frame`.
  ///
  /// The background of the other drawing is not copied.
  package func adding(_ other: Drawing, in frame: Rectangle) -> Drawing {
    let fitted = frame.fitting(other.size)
    let placement = Placement(
      scale: fitted.width / other.size.width, offset: Point(x: fitted.x, y: fitted.y))
    return adding(other.marks.map { $0.placed(placement) })
  }

  /// This drawing with more marks on top of it.
  package func adding(_ marks: [Mark]) -> Drawing {
    Drawing(
      size: size, background: background, title: title, alternativeText: alternativeText,
      marks: self.marks + marks)
  }

  private static func side(_ length: Double) -> Double {
    length.isFinite ? min(max(length, 1), maximumSide) : 1
  }
}
