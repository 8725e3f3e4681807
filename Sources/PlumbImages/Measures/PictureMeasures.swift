/// What a picture is like, as numbers: measured on a small copy of it, upright and in sRGB.
public struct PictureMeasures: Sendable, Hashable {
  /// The brightness below which 5 % of the picture lies, from 0 to 1.
  public let lowBrightness: Float
  /// The brightness below which 99 % of the picture lies, from 0 to 1.
  public let highBrightness: Float
  /// The mean brightness, from 0 to 1.
  public let meanBrightness: Float
  /// The mean entropy of the channels in bits, from 0 (one colour) to 8 (all levels alike).
  public let entropy: Float
  /// How fine the finest structure is, see ``sharpness(of:)``; NaN of a picture without any.
  public let sharpness: Float
  /// The share of the picture that has a colour, from 0 to 1.
  ///
  /// A colour is where red, green and blue differ by more than 8 of 255.
  public let colourShare: Float
  /// The mean of red, green and blue, from 0 to 1 each.
  public let meanColour: SIMD3<Float>
  /// A hash of the coarse structure: similar pictures differ in few of its 64 bits.
  public let perceptualHash: UInt64
  /// A second such hash, of the differences between neighbours.
  public let differenceHash: UInt64

  init(
    lowBrightness: Float, highBrightness: Float, meanBrightness: Float, entropy: Float,
    sharpness: Float, colourShare: Float, meanColour: SIMD3<Float>, perceptualHash: UInt64,
    differenceHash: UInt64
  ) {
    self.lowBrightness = lowBrightness
    self.highBrightness = highBrightness
    self.meanBrightness = meanBrightness
    self.entropy = entropy
    self.sharpness = sharpness
    self.colourShare = colourShare
    self.meanColour = meanColour
    self.perceptualHash = perceptualHash
    self.differenceHash = differenceHash
  }

  /// Equal where every number is the same, NaN being the same as NaN.
  public static func == (left: Self, right: Self) -> Bool { left.bits == right.bits }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(bits) }

  private var bits: [UInt64] {
    [
      lowBrightness, highBrightness, meanBrightness, entropy, sharpness, colourShare,
      meanColour.x, meanColour.y, meanColour.z,
    ].map { UInt64($0.bitPattern) } + [perceptualHash, differenceHash]
  }
}

/// Measures pictures; belongs to one worker, which keeps the filters for sizes that come again.
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
      lowBrightness: tones.brightness(at: 0.05), highBrightness: tones.brightness(at: 0.99),
      meanBrightness: tones.meanBrightness, entropy: tones.entropy,
      sharpness: sharpness(of: detail), colourShare: tones.colourShare,
      meanColour: tones.meanColour, perceptualHash: perceptual, differenceHash: difference)
  }
}
