import PlumbImageFacts

/// Measures pictures; used by one worker, and keeps the filters for recurring sizes.
final class PictureMeter {
  private let hashes = PerceptualHasher()

  /// Measures a picture.
  ///
  /// - Parameters:
  ///   - picture: The thumbnail's pixels, gray or RGB, upright.
  ///   - detail: Its luminance in about twice that size, turned in any way.
  func measure(_ picture: RasterImage, detail: GrayImage) -> PictureMeasures {
    var tones = ToneCounts()
    tones.add(picture)
    let gray = GrayImage(picture)
    let (perceptual, difference) = hashes.hashes(of: gray)
    return PictureMeasures(
      brightness: (
        low: tones.brightness(at: 0.05), high: tones.brightness(at: 0.99),
        mean: tones.meanBrightness
      ), entropy: tones.entropy, sharpness: sharpness(of: detail), colourShare: tones.colourShare,
      meanColour: tones.meanColour, hashes: (perceptual, difference))
  }
}
