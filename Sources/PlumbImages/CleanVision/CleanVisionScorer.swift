import PlumbImageFacts
import PlumbSystem

/// Computes CleanVision's scores; used by one worker.
final class CleanVisionScorer {
  private static let side = 64
  /// Below this value, CleanVision ignores how the levels are used.
  private static let spreadLimit = 0.18

  private let resampler = Resampler()
  private let hasher = PerceptualHasher()

  func scores(of picture: FullPicture) -> CleanVisionScores {
    let brightness = ExactBrightness(picture)
    let (width, height) = (Double(picture.width), Double(picture.height))
    return CleanVisionScores(
      brightness: (dark: brightness.percentile(0.99), light: 1 - brightness.percentile(0.05)),
      shape: (
        oddAspectRatio: min(width / height, height / width),
        side: width.squareRoot() * height.squareRoot()
      ), lowInformation: min(1, 0.1 * Self.entropy(picture)),
      blurry: blurry(picture.fitted(in: Self.side, resampler).luminance),
      grayscale: picture.mode == .gray ? 0 : 1,
      hashes: (
        pixels: picture.samples.withUnsafeBytes { ContentHash(of: $0) },
        perceptual: hasher.perceptualHash(of: picture.luminance, tolerance: 0)
      ))
  }

  /// The entropy of the levels of all channels together, in bits.
  private static func entropy(_ picture: FullPicture) -> Double {
    let channels = picture.mode.channels
    var counts = [Int](repeating: 0, count: 256 * channels)
    for (index, sample) in picture.samples.enumerated() {
      counts[256 * (index % channels) + Int(sample)] += 1
    }
    let total = Double(picture.samples.count)
    return counts.reduce(0) { sum, count in
      let share = Double(count) / total
      return count > 0 ? sum - share * log2(share) : sum
    }
  }

  private func blurry(_ gray: GrayImage) -> Double {
    let edges = Self.edges(gray)
    let levels = Self.histogram(gray.samples)
    let mean = Double(gray.samples.count) / 256
    let spread = (levels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 256)
      .squareRoot()
    let spreadScore = 1 - exp(-0.01 * spread)
    let blurScore = 1 - exp(-0.01 * Self.deviation(edges))
    return min(1, blurScore + (spreadScore > Self.spreadLimit ? spreadScore : 0))
  }

  private static func histogram(_ samples: [UInt8]) -> [Int] {
    samples.reduce(into: [Int](repeating: 0, count: 256)) { $0[Int($1)] += 1 }
  }

  /// The standard deviation of bytes.
  private static func deviation(_ samples: [UInt8]) -> Double {
    let count = Double(samples.count)
    let sum = samples.reduce(0) { $0 + Int($1) }
    let squares = samples.reduce(0) { $0 + Int($1) * Int($1) }
    return max(0, (Double(squares) - Double(sum) * Double(sum) / count) / count).squareRoot()
  }

  /// Eight times a pixel less its eight neighbours; the outermost pixels stay as they are.
  private static func edges(_ gray: GrayImage) -> [UInt8] {
    let (width, height) = (gray.width, gray.height)
    var result = gray.samples
    guard width > 2, height > 2 else { return result }
    for y in 1..<height - 1 {
      for x in 1..<width - 1 {
        var sum = 9 * Int(gray.samples[y * width + x])
        for row in y - 1...y + 1 {
          for column in x - 1...x + 1 { sum -= Int(gray.samples[row * width + column]) }
        }
        result[y * width + x] = UInt8(max(0, min(255, sum)))
      }
    }
    return result
  }
}
