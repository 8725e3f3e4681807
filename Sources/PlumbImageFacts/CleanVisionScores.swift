import PlumbSystem

/// What CleanVision (0.3) says of one picture: its scores, from 0 (bad) to 1, and its hashes.
///
/// Judged as Pillow decodes the file: at full size, without regard to orientation and profiles.
public struct CleanVisionScores: Sendable, Hashable {
  /// The brightness below which 99 % of the pixels lie.
  public package(set) var dark: Double
  /// 1 less the brightness below which 5 % of the pixels lie.
  public package(set) var light: Double
  /// The shorter side over the longer.
  public package(set) var oddAspectRatio: Double
  /// A tenth of the entropy of all channels' levels in one histogram, 1 at most.
  public package(set) var lowInformation: Double
  /// Of the edges at 64 pixels, and of how evenly the levels of gray are used.
  public package(set) var blurry: Double
  /// 0 for an image that is stored as gray, else 1.
  public package(set) var grayscale: Double
  /// The square root of the area in pixels.
  public package(set) var side: Double
  /// Equal for equal pixels; as in CleanVision, shape and colour space do not matter.
  package var pixelHash: ContentHash
  /// The perceptual hash, by which near duplicates are equal.
  public package(set) var perceptualHash: UInt64

  /// Puts the values together.
  package init(
    brightness: (dark: Double, light: Double), shape: (oddAspectRatio: Double, side: Double),
    lowInformation: Double, blurry: Double, grayscale: Double,
    hashes: (pixels: ContentHash, perceptual: UInt64)
  ) {
    (dark, light) = brightness
    (oddAspectRatio, side) = shape
    self.lowInformation = lowInformation
    self.blurry = blurry
    self.grayscale = grayscale
    (pixelHash, perceptualHash) = hashes
  }
}
