/// A place in a drawing, in points (1/72 inch); x grows to the right, y downwards.
package struct Point: Sendable, Hashable {
  /// Distance from the left edge, in points.
  package var x: Double
  /// Distance from the top edge, in points.
  package var y: Double

  /// Makes the point (x, y).
  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height, in points (1/72 inch).
package struct Size: Sendable, Hashable {
  /// The extent from left to right, in points.
  package var width: Double
  /// The extent from top to bottom, in points.
  package var height: Double

  /// Makes a size; neither side is checked.
  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A page of A4 paper, upright: 595 x 842 points.
  package static let a4Portrait = Size(width: 595, height: 842)
}

/// An upright rectangle, given by its top left corner and its size, in points.
package struct Rectangle: Sendable, Hashable {
  /// The left edge.
  package var x: Double
  /// The top edge.
  package var y: Double
  /// The extent to the right; never negative in a chart of this library.
  package var width: Double
  /// The extent downwards; never negative in a chart of this library.
  package var height: Double

  /// Makes a rectangle from its top left corner and its size.
  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The whole of a drawing of this size.
  package init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// The right edge.
  package var maximumX: Double { x + width }
  /// The bottom edge.
  package var maximumY: Double { y + height }
  /// The middle between left and right.
  package var middleX: Double { x + width / 2 }
  /// The middle between top and bottom.
  package var middleY: Double { y + height / 2 }

  /// The rectangle made smaller by `margin` on all four sides (to nothing at the least).
  package func inset(by margin: Double) -> Rectangle {
    Rectangle(
      x: x + min(margin, width / 2), y: y + min(margin, height / 2),
      width: max(width - 2 * margin, 0), height: max(height - 2 * margin, 0))
  }

  /// The upper part of the rectangle, this high or as high as the whole.
  func top(_ height: Double) -> Rectangle {
    Rectangle(x: x, y: y, width: width, height: min(height, self.height))
  }

  /// The largest rectangle with the shape of `size` that lies in the middle of this one.
  ///
  /// Use it to keep the aspect of a picture. A size without extent gives an empty rectangle in the
  /// middle.
  package func fitting(_ size: Size) -> Rectangle {
    guard size.width > 0, size.height > 0 else {
      return Rectangle(x: middleX, y: middleY, width: 0, height: 0)
    }
    let scale = min(width / size.width, height / size.height)
    let fitted = Size(width: size.width * scale, height: size.height * scale)
    return Rectangle(
      x: middleX - fitted.width / 2, y: middleY - fitted.height / 2,
      width: fitted.width, height: fitted.height)
  }
}

/// A uniform scale followed by a move: all that a drawing needs to lie inside another.
struct Placement {
  let scale: Double
  let offset: Point

  func apply(_ point: Point) -> Point {
    Point(x: point.x * scale + offset.x, y: point.y * scale + offset.y)
  }

  func apply(_ frame: Rectangle) -> Rectangle {
    Rectangle(
      x: frame.x * scale + offset.x, y: frame.y * scale + offset.y,
      width: frame.width * scale, height: frame.height * scale)
  }
}

extension Point {
  var isFinite: Bool { x.isFinite && y.isFinite }
}

extension Rectangle {
  var isFinite: Bool { x.isFinite && y.isFinite && width.isFinite && height.isFinite }
}
