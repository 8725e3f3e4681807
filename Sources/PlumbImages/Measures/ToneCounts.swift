import PlumbSystem

/// How often each brightness, and each level of each channel, occurs in a picture.
struct ToneCounts {
  private var brightness = [UInt32](repeating: 0, count: 256)
  private var levels: [[UInt32]] = []
  private var coloured = 0
  private var total = 0

  /// A difference between channels that counts as a colour; smaller ones are coding noise.
  private static let colourLimit: Int32 = 8

  /// Adds the pixels of a gray or RGB picture.
  mutating func add(_ picture: RasterImage) {
    total += picture.width * picture.height
    if picture.channels == 3 { addColours(picture) } else { addGrays(picture) }
  }

  private mutating func addGrays(_ picture: RasterImage) {
    for sample in picture.samples { brightness[Int(sample)] += 1 }
    levels = [brightness]
  }

  private mutating func addColours(_ picture: RasterImage) {
    var counts = [UInt32](repeating: 0, count: 4 * 256)
    var coloured = 0
    counts.withUnsafeMutableBufferPointer { counts in
      picture.samples.withUnsafeBufferPointer { samples in
        for pixel in 0..<picture.width * picture.height {
          let (red, green, blue) = (
            samples[3 * pixel], samples[3 * pixel + 1], samples[3 * pixel + 2]
          )
          counts[Int(red)] += 1
          counts[256 + Int(green)] += 1
          counts[512 + Int(blue)] += 1
          counts[768 + Self.brightness(red: red, green: green, blue: blue)] += 1
          let (r, g, b) = (Int32(red), Int32(green), Int32(blue))
          let difference = max(abs(r - g), max(abs(g - b), abs(r - b)))
          coloured += difference > Self.colourLimit ? 1 : 0
        }
      }
    }
    levels = (0..<3).map { Array(counts[$0 * 256..<($0 + 1) * 256]) }
    brightness = Array(counts[768...])
    self.coloured += coloured
  }

  /// The perceived brightness, from 0 to 255, with the weights of Darel Rex Finley's HSP model
  /// (2006), as CleanVision has them.
  @inline(__always)
  private static func brightness(red: UInt8, green: UInt8, blue: UInt8) -> Int {
    let (r, g, b) = (Float(red), Float(green), Float(blue))
    return Int((0.241 * r * r + 0.691 * g * g + 0.068 * b * b).squareRoot() + 0.5)
  }

  /// The brightness below or at which this share of the picture lies, from 0 to 1.
  func brightness(at share: Double) -> Float {
    let wanted = UInt32((Double(total - 1) * share).rounded(.down)) + 1
    var sum: UInt32 = 0
    for (level, count) in brightness.enumerated() {
      sum += count
      if sum >= wanted { return Float(level) / 255 }
    }
    return 1
  }

  /// The mean of the brightness, from 0 to 1.
  var meanBrightness: Float { mean(brightness) }

  /// The means of red, green and blue, from 0 to 1.
  var meanColour: SIMD3<Float> {
    let means = levels.map(mean)
    return means.count == 3
      ? SIMD3(means[0], means[1], means[2]) : SIMD3(repeating: means.first ?? 0)
  }

  private func mean(_ counts: [UInt32]) -> Float {
    let sum = counts.enumerated().reduce(0) { $0 + $1.offset * Int($1.element) }
    return total > 0 ? Float(Double(sum) / Double(total) / 255) : 0
  }

  /// The mean over the channels of the entropy of their levels, in bits.
  var entropy: Float {
    guard total > 0, !levels.isEmpty else { return 0 }
    let sum = levels.reduce(0.0) { $0 + Self.entropy($1, total: Double(total)) }
    return Float(sum / Double(levels.count))
  }

  private static func entropy(_ counts: [UInt32], total: Double) -> Double {
    counts.reduce(0) { sum, count in
      let share = Double(count) / total
      return count > 0 ? sum - share * log2(share) : sum
    }
  }

  /// The share of pixels that have a colour.
  var colourShare: Float { total > 0 ? Float(coloured) / Float(total) : 0 }
}
