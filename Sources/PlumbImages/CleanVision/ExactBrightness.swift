import PlumbSystem

/// The perceived brightness of every pixel, ordered: percentiles without rounding.
///
/// The brightness is sqrt(0.241 R² + 0.691 G² + 0.068 B²) / 255; a thousand times the radicand is a
/// whole number, by which pixels are counted.
struct ExactBrightness {
  /// 1,000 · 255² is less than 2^26.
  private static let coarseBits: UInt32 = 13

  private let picture: FullPicture
  /// How many pixels there are below each value of the upper bits.
  private let starts: [Int]

  init(_ picture: FullPicture) {
    self.picture = picture
    var counts = [Int](repeating: 0, count: 1 << 13 + 1)
    Self.forEachKey(picture) { counts[Int($0 >> Self.coarseBits) + 1] += 1 }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    starts = counts
  }

  /// The value below which a share of the pixels lies, interpolated linearly between pixels.
  func percentile(_ share: Double) -> Double {
    let rank = Double(picture.width * picture.height - 1) * share
    let lower = brightness(rank: Int(rank))
    let upper = brightness(rank: min(Int(rank) + 1, picture.width * picture.height - 1))
    return lower + (upper - lower) * (rank - rank.rounded(.down))
  }

  /// The brightness of the pixel at a place of the order, from 0.
  private func brightness(rank: Int) -> Double {
    // The last part that begins at or before the rank.
    let low = starts.dropLast().partitioningIndex { $0 > rank } - 1
    var counts = [Int](repeating: 0, count: 1 << Self.coarseBits)
    Self.forEachKey(picture) {
      if Int($0 >> Self.coarseBits) == low {
        counts[Int($0 & (1 << Self.coarseBits - 1))] += 1
      }
    }
    var rest = rank - starts[low]
    let fine = counts.firstIndex {
      rest -= $0
      return rest < 0
    }
    let key = low << Int(Self.coarseBits) + (fine ?? 0)
    return value(UInt32(key))
  }

  private func value(_ key: UInt32) -> Double {
    switch picture.mode {
    // Python's True is 1, which CleanVision divides by 255.
    case .bilevel: key > 0 ? 1 / 255.0 : 0
    case .gray, .palette: Double(key) / 255
    case .rgb, .rgba, .cmyk: (Double(key) / 1_000).squareRoot() / 255
    }
  }

  @inline(__always)
  private static func forEachKey(_ picture: FullPicture, _ body: (UInt32) -> Void) {
    let channels = picture.mode.channels
    picture.samples.withUnsafeBufferPointer { samples in
      if channels == 1 {
        for sample in samples { body(UInt32(sample)) }
        return
      }
      for pixel in 0..<picture.width * picture.height {
        let (red, green, blue) = (
          UInt32(samples[channels * pixel]), UInt32(samples[channels * pixel + 1]),
          UInt32(samples[channels * pixel + 2])
        )
        body(241 * red * red + 691 * green * green + 68 * blue * blue)
      }
    }
  }
}
