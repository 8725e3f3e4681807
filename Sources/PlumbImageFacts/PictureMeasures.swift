/// What a picture is like, as numbers: measured on a small copy of it, upright and in sRGB.
public struct PictureMeasures: Sendable, Hashable {
  /// The brightness below which 5 % of the picture lies, from 0 to 1.
  public package(set) var lowBrightness: Float
  /// The brightness below which 99 % of the picture lies, from 0 to 1.
  public package(set) var highBrightness: Float
  /// The mean brightness, from 0 to 1.
  public package(set) var meanBrightness: Float
  /// The mean entropy of the channels in bits, from 0 (one colour) to 8 (all levels alike).
  public package(set) var entropy: Float
  /// How fine the finest structure is, from 0 (slow changes only) to
  /// about 5 (noise); NaN of a picture without any.
  public package(set) var sharpness: Float
  /// The share of the picture that has a colour, from 0 to 1.
  ///
  /// A colour is where red, green and blue differ by more than 8 of 255.
  public package(set) var colourShare: Float
  /// The mean of red, green and blue, from 0 to 1 each.
  public package(set) var meanColour: SIMD3<Float>
  /// The share of the picture that is not transparent, from 0 to 1; the brightness, entropy and
  /// colours are those of this part.
  public package(set) var opaqueShare: Float = 1
  /// A hash of the coarse structure: similar pictures differ in few of its 64 bits.
  public package(set) var perceptualHash: UInt64
  /// A second such hash, of the differences between neighbours.
  public package(set) var differenceHash: UInt64

  /// Puts the values together.
  package init(
    brightness: (low: Float, high: Float, mean: Float), entropy: Float, sharpness: Float,
    colourShare: Float, meanColour: SIMD3<Float>, hashes: (perceptual: UInt64, difference: UInt64)
  ) {
    (lowBrightness, highBrightness, meanBrightness) = brightness
    self.entropy = entropy
    self.sharpness = sharpness
    self.colourShare = colourShare
    self.meanColour = meanColour
    (perceptualHash, differenceHash) = hashes
  }

  /// Equal where every number is the same, NaN being the same as NaN.
  public static func == (left: Self, right: Self) -> Bool { left.bits == right.bits }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(bits) }

  private var bits: [UInt64] {
    [
      lowBrightness, highBrightness, meanBrightness, entropy, sharpness, colourShare,
      meanColour.x, meanColour.y, meanColour.z, opaqueShare,
    ].map { UInt64($0.bitPattern) } + [perceptualHash, differenceHash]
  }
}
