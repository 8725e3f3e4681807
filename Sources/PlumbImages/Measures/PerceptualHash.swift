import PlumbSystem

/// Computes perceptual hashes: similar pictures have hashes that differ in few bits.
///
/// Used by one worker.
final class PerceptualHasher {
  private static let side = 32
  private static let kept = 8

  private let resampler = Resampler()
  /// cos(pi (2 n + 1) k / 64) for k below 8 and n below 32.
  private let cosines: [Double] = (0..<kept).flatMap { k in
    (0..<side).map { n in cos(Double.pi * Double((2 * n + 1) * k) / Double(2 * side)) }
  }

  /// The perceptual and the difference hash of a picture.
  func hashes(of image: GrayImage) -> (perceptual: UInt64, difference: UInt64) {
    (perceptualHash(of: image, tolerance: 1e-6), differenceHash(of: image))
  }

  /// Whether each of the 64 lowest frequencies is above their median: the hash pHash of the
  /// imagehash library (after Zauner 2010), the lowest frequency in the highest bit.
  ///
  /// - Parameter tolerance: How far above the median, as a share of the largest frequency.
  ///   Symmetric pictures have many that are zero except for rounding, whose bits would be random.
  func perceptualHash(of image: GrayImage, tolerance: Double) -> UInt64 {
    let small = resampler.resample(
      image.samples, size: PixelSize(image.width, image.height),
      to: PixelSize(Self.side, Self.side), .lanczos)
    let frequencies = lowFrequencies(small)
    let sorted = frequencies.sorted()
    let median = (sorted[31] + sorted[32]) / 2
    let margin = tolerance * (frequencies.map { abs($0) }.max() ?? 0)
    return frequencies.reduce(0) { $0 << 1 | ($1 > median + margin ? 1 : 0) }
  }

  /// The 8 × 8 lowest coefficients of the discrete cosine transform (DCT-II, not normalised), down
  /// the columns first.
  private func lowFrequencies(_ samples: [UInt8]) -> [Double] {
    let (side, kept) = (Self.side, Self.kept)
    var columns = [Double](repeating: 0, count: kept * side)
    for k in 0..<kept {
      for y in 0..<side {
        let weight = 2 * cosines[k * side + y]
        for x in 0..<side { columns[k * side + x] += weight * Double(samples[y * side + x]) }
      }
    }
    var result = [Double](repeating: 0, count: kept * kept)
    for row in 0..<kept {
      for k in 0..<kept {
        var sum = 0.0
        for x in 0..<side { sum += columns[row * side + x] * cosines[k * side + x] }
        result[row * kept + k] = 2 * sum
      }
    }
    return result
  }

  /// Whether each pixel of 8 × 8 is darker than its right neighbour: the hash dHash of the imagehash
  /// library (after Krawetz 2013).
  func differenceHash(of image: GrayImage) -> UInt64 {
    let small = resampler.resample(
      image.samples, size: PixelSize(image.width, image.height), to: PixelSize(9, 8), .lanczos)
    var hash: UInt64 = 0
    for y in 0..<8 {
      for x in 0..<8 { hash = hash << 1 | (small[y * 9 + x + 1] > small[y * 9 + x] ? 1 : 0) }
    }
    return hash
  }
}
