/// How the samples of one axis are shared out over fewer samples: the weights of an area filter.
///
/// Sample `i` covers `i..<i + 1`; destination `d` covers `d * s..<(d + 1) * s` with
/// `s = extent / count >= 1`, so that a sample touches at most two destinations.
struct AreaAxis {
  /// The first destination that each source sample touches.
  let first: [Int32]
  /// The share of the sample in `first`, such that all shares of a destination add up to 1.
  let near: [Float]
  /// The share of the sample in `first + 1`.
  let far: [Float]
  let count: Int

  /// - Parameters:
  ///   - source: the number of samples.
  ///   - extent: the length that they cover, at most `source`; less where the last sample covers
  ///     only a part (a chroma sample at an odd edge).
  ///   - count: the number of destinations, at most `extent` rounded up.
  init(source: Int, extent: Double, count: Int) {
    let span = max(1, extent / Double(count))
    var first = [Int32](repeating: 0, count: source)
    var near = [Double](repeating: 0, count: source)
    var far = near
    var totals = [Double](repeating: 0, count: count + 1)
    for index in 0..<source {
      let start = Double(index)
      let end = min(start + 1, extent)
      let bin = min(Int(start / span), count - 1)
      let border = bin == count - 1 ? end : min(end, Double(bin + 1) * span)
      first[index] = Int32(bin)
      near[index] = max(0, border - start)
      far[index] = max(0, end - border)
      totals[bin] += near[index]
      totals[bin + 1] += far[index]
    }
    self.first = first
    self.near = (0..<source).map { Float(near[$0] / max(totals[Int(first[$0])], 1e-9)) }
    self.far = (0..<source).map { Float(far[$0] / max(totals[Int(first[$0]) + 1], 1e-9)) }
    self.count = count
  }
}
