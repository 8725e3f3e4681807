import PlumbText

/// One thing on a drawing.
///
/// Marks are drawn in their order; later ones cover earlier ones.
public enum Mark: Sendable, Hashable {
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
public struct RectangleMark: Sendable, Hashable {
  /// Where it lies, in points; the outline lies half inside and half outside.
  public var frame: Rectangle
  /// How it is filled; nil for not at all.
  public var fill: Fill?
  /// How it is outlined; nil for not at all.
  public var stroke: Stroke?
  /// The radius of the corners, in points; 0 for sharp ones.
  public var cornerRadius: Double

  /// Makes a rectangle; without a fill and a stroke it is not seen.
  public init(
    frame: Rectangle, fill: Fill? = nil, stroke: Stroke? = nil, cornerRadius: Double = 0
  ) {
    self.frame = frame
    self.fill = fill
    self.stroke = stroke
    self.cornerRadius = cornerRadius
  }
}

/// A straight line between two points.
public struct LineMark: Sendable, Hashable {
  /// Where it starts.
  public var start: Point
  /// Where it ends.
  public var end: Point
  /// How it is drawn.
  public var stroke: Stroke

  /// Makes a line from `start` to `end`.
  public init(from start: Point, to end: Point, stroke: Stroke) {
    self.start = start
    self.end = end
    self.stroke = stroke
  }
}

/// An outline with a fill, a stroke or both.
public struct PathMark: Sendable, Hashable {
  /// The steps of the outline, in order; see ``Path`` for ready ones.
  public var elements: [PathElement]
  /// How it is filled (by the non-zero rule); nil for not at all.
  public var fill: Fill?
  /// How it is outlined; nil for not at all.
  public var stroke: Stroke?

  /// Makes a path; without a fill and a stroke it is not seen.
  public init(elements: [PathElement], fill: Fill? = nil, stroke: Stroke? = nil) {
    self.elements = elements
    self.fill = fill
    self.stroke = stroke
  }
}

/// One line of text.
public struct TextMark: Sendable, Hashable {
  /// Which point of the text lies on its origin.
  public enum Anchor: Sendable, Hashable {
    /// The left end, whatever the direction of the script.
    case start
    /// The middle.
    case middle
    /// The right end, whatever the direction of the script.
    case end
  }

  /// What is written: always one line of visible characters, see ``displayText(_:limit:)``.
  public let text: String
  /// The point on the baseline to which the anchor is tied.
  public var origin: Point
  /// Which point of the text lies on the origin.
  public var anchor: Anchor
  /// Size, weight and colour.
  public var style: TextStyle
  /// Clockwise turn about the origin, in degrees.
  public var rotation: Double
  /// The most that the text may take, in points; nil for no limit.
  ///
  /// Charts shorten their text by the metrics that they are laid out with. This is the guard for
  /// the case that the renderer's fonts are wider: Cairo then shortens the text once more.
  public var maximumWidth: Double?
  /// Where the text is shortened if it is too wide.
  public var truncation: Truncation

  /// Makes a text mark; control characters and the like become visible escapes.
  public init(
    _ text: String, at origin: Point, anchor: Anchor = .start, style: TextStyle,
    rotation: Double = 0, maximumWidth: Double? = nil, truncation: Truncation = .end
  ) {
    self.text = displayText(text, limit: longestMarkText)
    self.origin = origin
    self.anchor = anchor
    self.style = style
    self.rotation = rotation
    self.maximumWidth = maximumWidth
    self.truncation = truncation
  }
}

/// A picture, as the bytes of a JPEG file.
public struct ImageMark: Sendable, Hashable {
  /// Where the picture is stretched to; the caller keeps the aspect, see
  /// ``Rectangle/fitting(_:)``.
  public var frame: Rectangle
  /// The whole JPEG file, upright (no orientation is applied).
  ///
  /// It goes unchanged into PDF and SVG.
  public var jpeg: [UInt8]
  /// The width that the JPEG file states, in pixels.
  public var pixelWidth: Int
  /// The height that the JPEG file states, in pixels.
  public var pixelHeight: Int
  /// What the picture shows, for those who cannot see it.
  public var alternativeText: String

  /// Makes an image mark; the bytes are not looked at.
  public init(
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
/// No escape is longer. More would only cost time.
private let longestMarkText = 4_000
