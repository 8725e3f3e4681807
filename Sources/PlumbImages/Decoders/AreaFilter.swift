/// Makes an image smaller by weighted area averages, row by row.
///
/// Rows come in order (`add(row:)`) or, for interlaced images, with holes in any order
/// (`add(row:at:from:by:count:)`); the two are not mixed. Only one row of sums, or one small image
/// of sums, is kept: the source never has to be in memory as a whole.
final class AreaFilter {
  let width: Int
  let height: Int
  let channels: Int
  private let sourceWidth: Int
  private let horizontal: AreaAxis
  private let vertical: AreaAxis

  /// Sums over the rows of the current destination row.
  private var current: [Float]
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
  ///   - channels: samples a pixel, interleaved.
  init(
    sourceWidth: Int, sourceHeight: Int, extent: (Double, Double)? = nil, width: Int, height: Int,
    channels: Int
  ) {
    self.width = width
    self.height = height
    self.channels = channels
    self.sourceWidth = sourceWidth
    horizontal = AreaAxis(
      source: sourceWidth, extent: extent?.0 ?? Double(sourceWidth), count: width)
    vertical = AreaAxis(
      source: sourceHeight, extent: extent?.1 ?? Double(sourceHeight), count: height)
    current = [Float](repeating: 0, count: sourceWidth * channels)
    output = [UInt8](repeating: 0, count: width * height * channels)
  }

  /// Adds the next row from the top.
  func add(row samples: UnsafePointer<UInt8>) {
    guard nextRow < vertical.first.count else { return }
    while row < Int(vertical.first[nextRow]) { flush() }
    let near = vertical.near[nextRow]
    let far = vertical.far[nextRow]
    let count = current.count
    current.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      for index in 0..<count { sums[index] += near * Float(samples[index]) }
    }
    filled += near
    nextRow += 1
    guard far > 0 else { return }
    flush()
    current.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      for index in 0..<count { sums[index] = far * Float(samples[index]) }
    }
    filled = far
  }

  /// Writes the current destination row and begins the next.
  private func flush() {
    guard row < height else { return }
    var sums = [Float](repeating: 0, count: (width + 1) * channels)
    switch channels {
    case 1: spreadOne(into: &sums)
    case 3: spreadThree(into: &sums)
    default: spread(into: &sums)
    }
    let scale = filled > 0 ? 1 / filled : 0
    let start = row * width * channels
    for index in 0..<width * channels {
      output[start + index] = Self.byte(sums[index] * scale)
    }
    row += 1
    filled = 0
    current.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  private func spreadOne(into sums: inout [Float]) {
    sums.withUnsafeMutableBufferPointer { sums in
      current.withUnsafeBufferPointer { current in
        for x in 0..<sourceWidth {
          let bin = Int(horizontal.first[x])
          sums[bin] += horizontal.near[x] * current[x]
          sums[bin + 1] += horizontal.far[x] * current[x]
        }
      }
    }
  }

  private func spreadThree(into sums: inout [Float]) {
    sums.withUnsafeMutableBufferPointer { sums in
      current.withUnsafeBufferPointer { current in
        for x in 0..<sourceWidth {
          let bin = Int(horizontal.first[x]) * 3
          let near = horizontal.near[x]
          let far = horizontal.far[x]
          let (one, two, three) = (current[3 * x], current[3 * x + 1], current[3 * x + 2])
          sums[bin] += near * one
          sums[bin + 1] += near * two
          sums[bin + 2] += near * three
          sums[bin + 3] += far * one
          sums[bin + 4] += far * two
          sums[bin + 5] += far * three
        }
      }
    }
  }

  private func spread(into sums: inout [Float]) {
    for x in 0..<sourceWidth {
      let bin = Int(horizontal.first[x]) * channels
      for channel in 0..<channels {
        let sample = current[x * channels + channel]
        sums[bin + channel] += horizontal.near[x] * sample
        sums[bin + channels + channel] += horizontal.far[x] * sample
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
    let bin = Int(vertical.first[y])
    for (row, share) in [(bin, vertical.near[y]), (bin + 1, vertical.far[y])] where share > 0 {
      for index in 0..<count {
        let column = x + index * step
        let place = row * (width + 1) + Int(horizontal.first[column])
        put(samples + index * channels, at: place, share * horizontal.near[column])
        let far = horizontal.far[column]
        if far > 0 { put(samples + index * channels, at: place + 1, share * far) }
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
