import PlumbImageFacts

/// Limits that protect the machine from hostile or faulty files.
///
/// All are checked from sizes and headers, never with a clock: the same file always has the same
/// outcome.
package enum ImageLimits {
  /// The largest file that is read, in bytes.
  package static let fileBytes = 40_000_000
  /// The largest image that is decoded, in pixels.
  package static let pixels = 100_000_000
  /// The longest side that is decoded, in pixels.
  package static let side = 65_500

  /// The maximum work for a JPEG with many scans, in samples; about 5 seconds.
  static let scanSamples = 1_500_000_000
  /// The maximum memory for a JPEG with several scans, in bytes.
  static let coefficientBytes = 448_000_000
  /// The largest colour profile that is used, in bytes.
  static let profileBytes = 4_000_000

  /// Checks a size that a header claims.
  static func check(width: Int, height: Int) throws(ImageFailure) {
    guard width > 0, height > 0 else {
      throw ImageFailure(.badDimensions, "the header says \(width) × \(height) pixels")
    }
    guard width <= side, height <= side else {
      throw ImageFailure(
        .tooLarge, "\(width) × \(height) pixels: over the limit of \(side) pixels a side")
    }
    guard width * height <= pixels else {
      throw ImageFailure(
        .tooLarge,
        "\(width) × \(height) pixels: over the limit of \(pixels / 1_000_000) megapixels")
    }
  }
}
