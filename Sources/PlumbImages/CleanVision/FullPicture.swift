/// A whole picture in memory, in one of Pillow's modes.
struct FullPicture: Equatable {
  /// Pillow's modes, as far as CleanVision can judge them.
  enum Mode: Equatable {
    /// Gray.
    case gray
    /// Black and white: 0 and 255.
    case bilevel
    /// Indices into a palette of red, green and blue.
    case palette([UInt8])
    case rgb
    case rgba
    /// 0 is no ink.
    case cmyk

    var channels: Int {
      switch self {
      case .gray, .bilevel, .palette: 1
      case .rgb: 3
      case .rgba, .cmyk: 4
      }
    }

    /// Whether Pillow drops pixels instead of blending them.
    var takesNearest: Bool {
      switch self {
      case .bilevel, .palette: true
      case .gray, .rgb, .rgba, .cmyk: false
      }
    }
  }

  var mode: Mode
  var width: Int
  var height: Int
  /// Top row first, no padding; per pixel as many as the mode has channels.
  var samples: [UInt8]

  /// The picture in gray, as Pillow's `convert("L")` makes it.
  var luminance: GrayImage {
    switch mode {
    case .gray, .bilevel: return GrayImage(width: width, height: height, samples: samples)
    case .palette(let colours):
      let grays = stride(from: 0, to: colours.count, by: 3).map {
        Self.luminance(red: colours[$0], green: colours[$0 + 1], blue: colours[$0 + 2])
      }
      return GrayImage(
        width: width, height: height,
        samples: samples.map { Int($0) < grays.count ? grays[Int($0)] : 0 })
    case .rgb, .rgba:
      return gray(channels: mode.channels) { Self.luminance(red: $0[0], green: $0[1], blue: $0[2]) }
    case .cmyk:
      return gray(channels: 4) { ink in
        let paper = 255 - Int(ink[3])
        func light(_ ink: UInt8) -> UInt8 {
          UInt8(max(0, paper - Self.product(Int(ink), paper)))
        }
        return Self.luminance(red: light(ink[0]), green: light(ink[1]), blue: light(ink[2]))
      }
    }
  }

  private func gray(
    channels: Int, _ level: (UnsafePointer<UInt8>) -> UInt8
  ) -> GrayImage {
    let levels = [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
      samples.withUnsafeBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        for pixel in 0..<width * height { out[pixel] = level(base + pixel * channels) }
      }
      count = width * height
    }
    return GrayImage(width: width, height: height, samples: levels)
  }

  private static func luminance(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    let (red, green, blue) = (UInt32(red), UInt32(green), UInt32(blue))
    let sum = 19_595 * red + 38_470 * green + 7_471 * blue + 32_768
    return UInt8(sum >> 16)
  }

  /// The product of two bytes as shares of 255, rounded.
  static func product(_ left: Int, _ right: Int) -> Int {
    let product = left * right + 128
    return (product >> 8 + product) >> 8
  }
}

extension FullPicture {
  /// The picture no larger than a box, as CleanVision makes it for judging sharpness.
  func fitted(in side: Int, _ resampler: Resampler) -> FullPicture {
    let longest = max(width, height)
    guard longest > side else { return self }
    let size = (max(1, width * side / longest), max(1, height * side / longest))
    if mode.takesNearest { return nearest(size.0, size.1) }
    var result = self
    (result.width, result.height) = size
    let source = mode == .rgba ? premultiplied : samples
    result.samples = resampler.resample(
      source, size: PixelSize(width, height), channels: mode.channels,
      to: PixelSize(size.0, size.1), .bicubic)
    if mode == .rgba { result.divideByAlpha() }
    return result
  }

  private func nearest(_ toWidth: Int, _ toHeight: Int) -> FullPicture {
    var result = FullPicture(mode: mode, width: toWidth, height: toHeight, samples: [])
    let (across, down) = (Double(width) / Double(toWidth), Double(height) / Double(toHeight))
    result.samples = (0..<toHeight).flatMap { y in
      let row = Int((Double(y) + 0.5) * down) * width
      return (0..<toWidth).map { samples[row + Int((Double($0) + 0.5) * across)] }
    }
    return result
  }

  private var premultiplied: [UInt8] {
    var result = samples
    for pixel in 0..<width * height {
      for channel in 0..<3 {
        let place = 4 * pixel + channel
        result[place] = UInt8(Self.product(Int(samples[place]), Int(samples[4 * pixel + 3])))
      }
    }
    return result
  }

  private mutating func divideByAlpha() {
    for pixel in 0..<width * height {
      let alpha = Int(samples[4 * pixel + 3])
      guard alpha > 0, alpha < 255 else { continue }
      for channel in 0..<3 {
        let place = 4 * pixel + channel
        samples[place] = UInt8(min(255, 255 * Int(samples[place]) / alpha))
      }
    }
  }
}
