import PlumbText

/// One thing on a drawing.
///
/// Marks are drawn in their order; later ones cover earlier ones.
package enum Mark: Sendable, Hashable {
  /// A rectangle, perhaps with round corners.
  case rectangle(RectangleMark)
  /// A straight line.
  case line(LineMark)
  /// An outline of lines and curves: a point, a polygon, a star.
  case path(PathMark)
  /// One line of text.
  case text(TextMark)
  /// A picture.
  case image(ImageMark)
  /// An area that leads to a URI when it is clicked; it draws nothing.
  case link(Rectangle, uri: String)
}

/// A rectangle with a fill, an outline or both.
package struct RectangleMark: Sendable, Hashable {
  /// Where it lies, in points; the outline lies half inside and half outside.
  package var frame: Rectangle
  /// How it is filled; nil for not at all.
  package var fill: Fill?
  /// How it is outlined; nil for not at all.
  package var stroke: Stroke?
  /// The radius of the corners, in points; 0 for sharp ones.
  package var cornerRadius: Double

  /// Makes a rectangle; without a fill and a stroke it is not seen.
  package init(
    frame: Rectangle, fill: Fill? = nil, stroke: Stroke? = nil, cornerRadius: Double = 0
  ) {
    self.frame = frame
    self.fill = fill
    self.stroke = stroke
    self.cornerRadius = cornerRadius
  }
}

/// A straight line between two points.
package struct LineMark: Sendable, Hashable {
  /// Where it starts.
  package var start: Point
  /// Where it ends.
  package var end: Point
  /// How it is drawn.
  package var stroke: Stroke

  /// Makes a line from `start` to `end`.
  package init(from start: Point, to end: Point, stroke: Stroke) {
    self.start = start
    self.end = end
    self.stroke = stroke
  }
}

/// An outline with a fill, a stroke or both.
package struct PathMark: Sendable, Hashable {
  /// The steps of the outline, in order; see ``Path`` for ready ones.
  package var elements: [PathElement]
  /// How it is filled (by the non-zero rule); nil for not at all.
  package var fill: Fill?
  /// How it is outlined; nil for not at all.
  package var stroke: Stroke?

  /// Makes a path; without a fill and a stroke it is not seen.
  package init(elements: [PathElement], fill: Fill? = nil, stroke: Stroke? = nil) {
    self.elements = elements
    self.fill = fill
    self.stroke = stroke
  }
}

/// One line of text.
package struct TextMark: Sendable, Hashable {
  /// Which point of the text lies on its origin.
  package enum Anchor: Sendable, Hashable {
    /// The left end, whatever the direction of the script.
    case start
    /// The middle.
    case middle
    /// The right end, whatever the direction of the script.
    case end
  }

  /// What is written: always one line of visible characters, see ``displayText(_:limit:)``.
  package let text: String
  /// The point on the baseline where the anchor is placed.
  package var origin: Point
  /// Which point of the text lies on the origin.
  package var anchor: Anchor
  /// Size, weight and colour.
  package var style: TextStyle
  /// Clockwise turn about the origin, in degrees.
  package var rotation = 0.0
  /// The most that the text may take, in points; nil for no limit.
  ///
  /// Charts shorten their text by the metrics that they are laid out with. This guards against
  /// wider fonts in the renderer: Cairo then shortens the text again.
  package var maximumWidth: Double?
  /// Where the text is shortened if it is too wide.
  package var truncation: Truncation

  /// Makes a text mark; control characters and the like become visible escapes.
  package init(
    _ text: String, at origin: Point, anchor: Anchor = .start, style: TextStyle,
    maximumWidth: Double? = nil, truncation: Truncation = .end
  ) {
    self.text = displayText(text, limit: longestMarkText)
    self.origin = origin
    self.anchor = anchor
    self.style = style
    self.maximumWidth = maximumWidth
    self.truncation = truncation
  }

  /// The same text, turned clockwise about its origin; the angle is in degrees.
  package func rotated(by degrees: Double) -> TextMark {
    var mark = self
    mark.rotation = degrees
    return mark
  }
}

/// A picture, as the bytes of a JPEG file.
package struct ImageMark: Sendable, Hashable {
  /// Where the picture is stretched to; the caller keeps the aspect, see
  /// ``Rectangle/fitting(_:)``.
  package var frame: Rectangle
  /// The whole JPEG file, upright (no orientation is applied).
  ///
  /// It goes unchanged into PDF and SVG.
  package var jpeg: [UInt8]
  /// The width that the JPEG file states, in pixels.
  package var pixelWidth: Int
  /// The height that the JPEG file states, in pixels.
  package var pixelHeight: Int
  /// What the picture shows, for those who cannot see it.
  package var alternativeText: String

  /// Makes an image mark; the bytes are not checked.
  package init(
    frame: Rectangle, jpeg: [UInt8], pixelWidth: Int, pixelHeight: Int, alternativeText: String
  ) {
    self.frame = frame
    self.jpeg = jpeg
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.alternativeText = displayText(alternativeText)
  }
}

/// The most scalars of a text mark: ten for each of the 400 that a display text keeps.
///
/// No escape is longer; more would only cost time.
private let longestMarkText = 4_000
