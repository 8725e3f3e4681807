import PlumbImageFacts

@testable import PlumbImages

/// Pictures that are given by a formula, for golden numbers that NumPy and Pillow made of the same.
struct SyntheticPicture {
  let picture: RasterImage

  init(_ width: Int, _ height: Int, _ colour: (Int, Int) -> (Int, Int, Int)) {
    let samples = (0..<height).flatMap { y in
      (0..<width).flatMap { x -> [UInt8] in
        let (red, green, blue) = colour(x, y)
        return [UInt8(red), UInt8(green), UInt8(blue)]
      }
    }
    picture = RasterImage(width: width, height: height, channels: 3, samples: samples)
  }

  init(gray width: Int, _ height: Int, _ level: (Int, Int) -> Int) {
    let samples = (0..<height).flatMap { y in (0..<width).map { UInt8(level($0, y)) } }
    picture = RasterImage(width: width, height: height, channels: 1, samples: samples)
  }

  static let gradient = Self(64, 64) { x, y in (4 * x, 4 * y, 2 * (x + y)) }
  static let checkers = Self(32, 32) { x, y in
    (x / 8 + y / 8) % 2 == 1 ? (250, 250, 250) : (5, 5, 5)
  }
  static let dark = Self(32, 32) { _, _ in (10, 20, 30) }
  static let light = Self(32, 32) { _, _ in (250, 250, 250) }
  static let mixed = Self(48, 16) { x, y in
    let value = (x * 7 + y * 13 + x * y) % 256
    return (value, 255 - value, 2 * value % 256)
  }
  static let gray = Self(gray: 32, 32) { x, y in (x * 8 + y * 3 + x * y % 17) % 256 }

  /// Its measures, with the picture itself as its detail.
  var measures: PictureMeasures {
    PictureMeter().measure(picture, detail: GrayImage(picture))
  }
}
