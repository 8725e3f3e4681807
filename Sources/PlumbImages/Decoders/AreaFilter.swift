/// Makes an image smaller by weighted area averages, row by row.
///
/// Rows come in order (`add(row:)`) or, for interlaced images, with holes in any order
/// (`add(row:at:from:by:count:)`); the two are not mixed. Only one row of sums, or one small image
/// of sums, is kept: the source is never in memory completely.
final class AreaFilter {
  let width: Int
  let height: Int
  let channels: Int
  private let horizontal: AreaAxis
  private let vertical: AreaAxis

  /// Sums over the rows of the current destination row, as wide as the source.
  private let current: UnsafeMutableBufferPointer<Float>
  /// Sums of one destination row, with one extra pixel at the end.
  private let narrow: UnsafeMutableBufferPointer<Float>
  private var nextRow = 0
  private var row = 0
  /// The share of the current destination row that has been added, 0 to 1.
  private var filled: Float = 0
  private var output: [UInt8]

  /// Sums and weights of the whole destination, for rows with holes.
  private var sums: [Float] = []
  private var weights: [Float] = []

  /// - Parameters:
  ///   - sourceWidth: samples in a row.
  ///   - sourceHeight: rows.
  ///   - extent: the width and height that the samples cover; the sizes themselves if nil.
  ///   - width: the destination's width, at most the source's.
  ///   - height: the destination's height, at most the source's.
  ///   - channels: samples per pixel, interleaved.
  init(
    sourceWidth: Int, sourceHeight: Int, extent: (Double, Double)? = nil, width: Int, height: Int,
    channels: Int
  ) {
    self.width = width
    self.height = height
    self.channels = channels
    horizontal = AreaAxis(
      source: sourceWidth, extent: extent?.0 ?? Double(sourceWidth), count: width)
    vertical = AreaAxis(
      source: sourceHeight, extent: extent?.1 ?? Double(sourceHeight), count: height)
    current = .allocate(capacity: sourceWidth * channels)
    current.initialize(repeating: 0)
    narrow = .allocate(capacity: (width + 1) * channels)
    narrow.initialize(repeating: 0)
    output = [UInt8](repeating: 0, count: width * height * channels)
  }

  deinit {
    current.deallocate()
    narrow.deallocate()
  }

  /// Adds the next row from the top.
  func add(row samples: UnsafePointer<UInt8>) {
    guard nextRow < vertical.source, let sums = current.baseAddress else { return }
    let share = vertical.shares[nextRow]
    while row < Int(share.first) { flush() }
    let count = current.count
    if filled == 0 {
      for index in 0..<count { sums[index] = share.near * Float(samples[index]) }
    } else {
      for index in 0..<count { sums[index] += share.near * Float(samples[index]) }
    }
    filled += share.near
    nextRow += 1
    guard share.far > 0 else { return }
    flush()
    for index in 0..<count { sums[index] = share.far * Float(samples[index]) }
    filled = share.far
  }

  /// Writes the current destination row and begins the next.
  private func flush() {
    guard row < height, let from = current.baseAddress, let to = narrow.baseAddress else { return }
    narrow.update(repeating: 0)
    switch channels {
    case 1: spreadOne(from, to)
    case 3: spreadThree(from, to)
    default: spread(from, to)
    }
    let scale = filled > 0 ? 1 / filled : 0
    let (start, count) = (row * width * channels, width * channels)
    output.withUnsafeMutableBufferPointer { output in
      for index in 0..<count { output[start + index] = Self.byte(to[index] * scale) }
    }
    row += 1
    filled = 0
  }

  private func spreadOne(_ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>) {
    let shares = horizontal.shares
    for x in 0..<horizontal.source {
      let share = shares[x]
      let bin = Int(share.first)
      to[bin] += share.near * from[x]
      to[bin + 1] += share.far * from[x]
    }
  }

  private func spreadThree(_ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>) {
    let shares = horizontal.shares
    for x in 0..<horizontal.source {
      let share = shares[x]
      let near = to + Int(share.first) * 3
      let (one, two, three) = (from[3 * x], from[3 * x + 1], from[3 * x + 2])
      near[0] += share.near * one
      near[1] += share.near * two
      near[2] += share.near * three
      near[3] += share.far * one
      near[4] += share.far * two
      near[5] += share.far * three
    }
  }

  private func spread(_ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>) {
    for x in 0..<horizontal.source {
      let share = horizontal.shares[x]
      let bin = Int(share.first) * channels
      for channel in 0..<channels {
        let sample = from[x * channels + channel]
        to[bin + channel] += share.near * sample
        to[bin + channels + channel] += share.far * sample
      }
    }
  }

  /// Adds every `step`-th sample of a row, from `x` on.
  func add(
    row samples: UnsafePointer<UInt8>, at y: Int, from x: Int, by step: Int, count: Int
  ) {
    if sums.isEmpty {
      sums = [Float](repeating: 0, count: (width + 1) * (height + 1) * channels)
      weights = [Float](repeating: 0, count: (width + 1) * (height + 1))
    }
    let down = vertical.shares[y]
    let bin = Int(down.first)
    for (row, share) in [(bin, down.near), (bin + 1, down.far)] where share > 0 {
      for index in 0..<count {
        let across = horizontal.shares[x + index * step]
        let place = row * (width + 1) + Int(across.first)
        put(samples + index * channels, at: place, share * across.near)
        if across.far > 0 { put(samples + index * channels, at: place + 1, share * across.far) }
      }
    }
  }

  @inline(__always)
  private func put(_ sample: UnsafePointer<UInt8>, at place: Int, _ weight: Float) {
    weights[place] += weight
    for channel in 0..<channels {
      sums[place * channels + channel] += weight * Float(sample[channel])
    }
  }

  @inline(__always)
  private static func byte(_ value: Float) -> UInt8 {
    UInt8(max(0, min(255, value + 0.5)))
  }

  /// The small image; what was never added has the value `fill`.
  func finish(fill: UInt8) -> [UInt8] {
    if !sums.isEmpty { return finishSums(fill) }
    if filled > 0 { flush() }
    let done = row * width * channels
    if done < output.count {
      output.withUnsafeMutableBufferPointer { $0[done...].update(repeating: fill) }
    }
    return output
  }

  private func finishSums(_ fill: UInt8) -> [UInt8] {
    for y in 0..<height {
      for x in 0..<width {
        let place = y * (width + 1) + x
        for channel in 0..<channels {
          output[(y * width + x) * channels + channel] =
            weights[place] > 0
            ? Self.byte(sums[place * channels + channel] / weights[place]) : fill
        }
      }
    }
    return output
  }
}
