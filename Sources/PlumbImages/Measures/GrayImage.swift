/// A picture of luminance alone: one byte a pixel, top row first, no padding.
struct GrayImage: Equatable {
  var width: Int
  var height: Int
  var samples: [UInt8]
}

extension GrayImage {
  /// The luminance of a gray or RGB picture (BT.601).
  init(_ picture: RasterImage) {
    width = picture.width
    height = picture.height
    guard picture.channels == 3 else {
      samples = picture.samples
      return
    }
    samples = [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
      count = picture.width * picture.height
      picture.samples.withUnsafeBufferPointer { rgb in
        guard let from = rgb.baseAddress, let to = out.baseAddress else { return }
        Self.luminance(from, channels: 3, to, count: count)
      }
    }
  }

  /// The luminance of a row of pixels.
  ///
  /// - Parameters:
  ///   - channels: 1 gray, 3 RGB or 4 CMYK, of which the three inks count as their complements and
  ///     black is ignored.
  @inline(__always)
  static func luminance(
    _ from: UnsafePointer<UInt8>, channels: Int, _ to: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    if channels == 1 { return to.update(from: from, count: count) }
    for pixel in 0..<count {
      let (red, green, blue) = (
        UInt32(from[channels * pixel]), UInt32(from[channels * pixel + 1]),
        UInt32(from[channels * pixel + 2])
      )
      // The weights of BT.601 in 65,536ths.
      to[pixel] = UInt8((19_595 * red + 38_470 * green + 7_471 * blue + 32_768) >> 16)
    }
  }
}
