import PlumbImageFacts

@testable import PlumbImages

/// A colour, for comparing what a thumbnail shows.
struct Colour: Equatable, CustomStringConvertible {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  static let red = Colour(220, 30, 30)
  static let green = Colour(30, 180, 30)
  static let blue = Colour(40, 40, 220)
  static let yellow = Colour(230, 220, 40)

  func isNear(_ other: Colour, by tolerance: Int = 24) -> Bool {
    abs(red - other.red) <= tolerance && abs(green - other.green) <= tolerance
      && abs(blue - other.blue) <= tolerance
  }

  var description: String { "(\(red), \(green), \(blue))" }
}

extension JPEGPixels {
  func colour(_ x: Int, _ y: Int) -> Colour {
    let at = (y * width + x) * 4
    return Colour(Int(bytes[at]), Int(bytes[at + 1]), Int(bytes[at + 2]))
  }

  /// The colours a quarter in from the corners: top left, top right, bottom left, bottom right.
  var corners: [Colour] {
    let (left, right) = (width / 8, width - 1 - width / 8)
    let (top, bottom) = (height / 8, height - 1 - height / 8)
    return [colour(left, top), colour(right, top), colour(left, bottom), colour(right, bottom)]
  }
}

/// A picture with four quarters of one colour each, as RGB.
func quarters(width: Int, height: Int) -> [UInt8] {
  let colours: [Colour] = [.red, .green, .blue, .yellow]
  return (0..<height).flatMap { y in
    (0..<width).flatMap { x -> [UInt8] in
      let colour = colours[(2 * y >= height ? 2 : 0) + (2 * x >= width ? 1 : 0)]
      return [UInt8(colour.red), UInt8(colour.green), UInt8(colour.blue)]
    }
  }
}

/// The same JPEG with an EXIF segment that holds an orientation.
func withOrientation(_ orientation: UInt8, _ jpeg: [UInt8]) -> [UInt8] {
  let exif: [UInt8] =
    Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1]
    + [0, orientation, 0, 0, 0, 0, 0, 0]
  return jpeg[..<2] + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + jpeg[2...]
}

/// Decodes a file's bytes as the scan does.
func decoded(_ bytes: [UInt8], side: Int = 128) throws -> ImageDecoder.Decoded {
  try bytes.withUnsafeBytes { try ImageDecoder(side: side).decode($0) }
}

/// The pixels of the thumbnail of an image fixture.
func shown(_ name: String) throws -> JPEGPixels {
  guard let pixels = decodeJPEG(try decoded(try fixture(name)).thumbnail.jpeg) else {
    throw Trouble(words: "the thumbnail of \(name) is no JPEG")
  }
  return pixels
}
