/// A small image in memory: 1 channel gray, 3 RGB or 4 CMYK (0 = no ink), 8 bits each, top row
/// first, no padding.
struct RasterImage: Equatable {
  var width: Int
  var height: Int
  var channels: Int
  var samples: [UInt8]

  /// The image as it is to be shown, by EXIF orientation 1 to 8 (EXIF 2.32, section 4.6.4 A).
  func oriented(_ orientation: Int) -> RasterImage {
    guard (2...8).contains(orientation) else { return self }
    let isTurned = orientation >= 5
    var result = RasterImage(
      width: isTurned ? height : width, height: isTurned ? width : height, channels: channels,
      samples: [UInt8](repeating: 0, count: samples.count))
    for y in 0..<result.height {
      for x in 0..<result.width {
        let from = sourcePixel(x: x, y: y, orientation: orientation) * channels
        let to = (y * result.width + x) * channels
        for channel in 0..<channels { result.samples[to + channel] = samples[from + channel] }
      }
    }
    return result
  }

  /// The pixel of this image that is shown at (x, y) of the oriented one.
  private func sourcePixel(x: Int, y: Int, orientation: Int) -> Int {
    let (right, bottom) = (width - 1, height - 1)
    switch orientation {
    case 2: return y * width + (right - x)
    case 3: return (bottom - y) * width + (right - x)
    case 4: return (bottom - y) * width + x
    case 5: return x * width + y
    case 6: return (bottom - x) * width + y
    case 7: return (bottom - x) * width + (right - y)
    default: return x * width + (right - y)
    }
  }

  /// CMYK to RGB without a profile: each ink absorbs its share of the light.
  func withoutInks() -> RasterImage {
    guard channels == 4 else { return self }
    var rgb = [UInt8](repeating: 0, count: width * height * 3)
    for pixel in 0..<width * height {
      let paper = 255 - Int(samples[4 * pixel + 3])
      for channel in 0..<3 {
        let light = (255 - Int(samples[4 * pixel + channel])) * paper
        rgb[3 * pixel + channel] = UInt8((light + 127) / 255)
      }
    }
    return RasterImage(width: width, height: height, channels: 3, samples: rgb)
  }
}
