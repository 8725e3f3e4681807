import PlumbSystem

/// A kernel for resampling pictures.
enum ResamplingKernel: Hashable {
  /// The cubic kernel with a = -1/2 (Keys 1981).
  case bicubic
  /// The sinc function windowed by its own main lobe, three lobes wide (Duchon 1979).
  case lanczos

  var support: Double { self == .bicubic ? 2 : 3 }

  func weight(_ distance: Double) -> Double {
    let x = abs(distance)
    switch self {
    case .bicubic:
      if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
      return x < 2 ? -0.5 * (((x - 5) * x + 8) * x - 4) : 0
    case .lanczos: return x < 3 ? Self.sinc(x) * Self.sinc(x / 3) : 0
    }
  }

  private static func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : sin(x * .pi) / (x * .pi)
  }
}

/// The samples of one axis, and their weights, that make up each sample of another.
///
/// The weights are whole numbers, in 2^22nds, and the sums are rounded to bytes, as in Pillow: the
/// hashes of the imagehash library are made of such pictures.
struct ResamplingAxis {
  private static let precision: Int32 = 22

  /// For each destination: the first sample, and where its weights begin and end.
  private var spans: [(first: Int32, start: Int32, end: Int32)] = []
  private var weights: [Int32] = []

  init(from source: Int, to count: Int, _ kernel: ResamplingKernel) {
    let scale = Double(source) / Double(count)
    // Where the picture is made larger, the kernel keeps its size.
    let stretch = max(1, scale)
    let support = kernel.support * stretch
    for index in 0..<count {
      let centre = (Double(index) + 0.5) * scale
      let first = max(0, Int(centre - support + 0.5))
      let end = min(source, Int(centre + support + 0.5))
      let values = (first..<max(first, end)).map {
        kernel.weight((Double($0) - centre + 0.5) / stretch)
      }
      let sum = values.reduce(0, +)
      let start = Int32(weights.count)
      weights += values.map { Self.fixed(sum == 0 ? $0 : $0 / sum) }
      spans.append((Int32(first), start, Int32(weights.count)))
    }
  }

  private static func fixed(_ weight: Double) -> Int32 {
    let scaled = weight * Double(1 << precision)
    return Int32(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
  }

  /// Makes one line; neighbours are `step` bytes apart on both sides.
  func apply(_ from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>, step: Int) {
    weights.withUnsafeBufferPointer { weights in
      for (index, span) in spans.enumerated() {
        var sum: Int32 = 1 << (Self.precision - 1)
        var sample = Int(span.first) * step
        for place in Int(span.start)..<Int(span.end) {
          sum &+= weights[place] &* Int32(from[sample])
          sample += step
        }
        to[index * step] = UInt8(max(0, min(255, sum >> Self.precision)))
      }
    }
  }
}

/// Resamples pictures, and keeps the weights of recurring sizes.
///
/// Used by one worker.
final class Resampler {
  private struct Key: Hashable {
    var source: Int
    var count: Int
    var kernel: ResamplingKernel
  }

  /// Photographs of a job have few sizes.
  private static let limit = 64
  private var axes: [Key: ResamplingAxis] = [:]

  private func axis(from source: Int, to count: Int, kernel: ResamplingKernel) -> ResamplingAxis {
    let key = Key(source: source, count: count, kernel: kernel)
    if let known = axes[key] { return known }
    if axes.count >= Self.limit { axes = [:] }
    let made = ResamplingAxis(from: source, to: count, kernel)
    axes[key] = made
    return made
  }

  /// A picture of another size: first its rows, then its columns, each rounded to bytes.
  ///
  /// - Parameters:
  ///   - samples: The pixels, with so many `channels`, top row first.
  ///   - size: How many there are.
  ///   - wanted: How many there shall be.
  func resample(
    _ samples: [UInt8], size: PixelSize, channels: Int = 1, to wanted: PixelSize,
    _ kernel: ResamplingKernel
  ) -> [UInt8] {
    let (width, toWidth) = (size.width, wanted.width)
    let rows =
      toWidth == width
      ? samples
      : Self.filled(toWidth * size.height * channels, from: samples) { from, to in
        let across = axis(from: width, to: toWidth, kernel: kernel)
        for line in 0..<size.height * channels {
          let (row, channel) = (line / channels, line % channels)
          across.apply(
            from + row * width * channels + channel, to: to + row * toWidth * channels + channel,
            step: channels)
        }
      }
    if wanted.height == size.height { return rows }
    let stride = toWidth * channels
    return Self.filled(stride * wanted.height, from: rows) { from, to in
      let down = axis(from: size.height, to: wanted.height, kernel: kernel)
      for column in 0..<stride { down.apply(from + column, to: to + column, step: stride) }
    }
  }

  private static func filled(
    _ count: Int, from source: [UInt8],
    _ body: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      source.withUnsafeBufferPointer { source in
        if let from = source.baseAddress, let to = target.baseAddress { body(from, to) }
      }
      initialized = count
    }
  }
}
