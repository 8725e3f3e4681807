import PlumbImageFacts

/// Measures pictures; used by one worker, and keeps the filters for recurring sizes.
final class PictureMeter {
  private let hashes = PerceptualHasher()

  /// Measures a picture.
  ///
  /// - Parameters:
  ///   - picture: The thumbnail's pixels, gray or RGB, upright.
  ///   - detail: Its luminance in about twice that size, turned in any way.
  ///   - opacity: The opacity of its pixels; nil if all are opaque.
  func measure(
    _ picture: RasterImage, detail: GrayImage, opacity: [UInt8]? = nil
  ) -> PictureMeasures {
    var tones = ToneCounts()
    tones.add(opacity.map { Self.visible(picture, $0) } ?? picture)
    let gray = GrayImage(picture)
    let (perceptual, difference) = hashes.hashes(of: gray)
    var measures = PictureMeasures(
      brightness: (
        low: tones.brightness(at: 0.05), high: tones.brightness(at: 0.99),
        mean: tones.meanBrightness
      ), entropy: tones.entropy, sharpness: sharpness(of: detail), colourShare: tones.colourShare,
      meanColour: tones.meanColour, hashes: (perceptual, difference))
    if let opacity {
      let sum = opacity.reduce(0) { $0 + Int($1) }
      measures.opaqueShare = Float(sum) / Float(255 * max(1, opacity.count))
    }
    return measures
  }

  /// Fewer opaque pixels than this say nothing about a picture.
  private static let fewest = 16

  /// The pixels that show the picture and not the ground: opaque ones or, in a drawing of thin
  /// lines, the most opaque; one of medium gray if there are none at all.
  private static func visible(_ picture: RasterImage, _ opacity: [UInt8]) -> RasterImage {
    let most = opacity.max() ?? 0
    guard most > 0 else {
      return RasterImage(width: 1, height: 1, channels: 1, samples: [128])
    }
    let isSolid = opacity.count(where: { $0 >= 250 }) >= fewest
    let least = isSolid ? 250 : max(1, most / 2)
    let channels = picture.channels
    var samples: [UInt8] = []
    for (pixel, opacity) in opacity.enumerated() where opacity >= least {
      samples += picture.samples[pixel * channels..<(pixel + 1) * channels]
    }
    return RasterImage(
      width: samples.count / channels, height: 1, channels: channels, samples: samples)
  }
}
