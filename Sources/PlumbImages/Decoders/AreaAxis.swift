/// The weights of an area filter on one axis: how samples are distributed over fewer samples.
///
/// Sample `i` covers `i..<i + 1`; destination `d` covers `d * s..<(d + 1) * s` with
/// `s = extent / count >= 1`, so that a sample touches at most two destinations.
final class AreaAxis {
  struct Share {
    /// The first destination that the sample touches.
    var first: Int32
    /// The share of the sample in `first`; all shares of a destination add up to 1.
    var near: Float
    /// The share of the sample in `first + 1`.
    var far: Float
  }

  let source: Int
  let count: Int
  /// One for each source sample.
  ///
  /// Unmanaged memory, because every sample is looked up here.
  let shares: UnsafeMutablePointer<Share>

  /// - Parameters:
  ///   - source: the number of samples.
  ///   - extent: the length that they cover, at most `source`; less where the last sample covers
  ///     only a part (a chroma sample at an odd edge).
  ///   - count: the number of destinations, at most `extent` rounded up.
  init(source: Int, extent: Double, count: Int) {
    self.source = source
    self.count = count
    shares = .allocate(capacity: source)
    let span = max(1, extent / Double(count))
    var totals = [Float](repeating: 0, count: count + 1)
    for index in 0..<source {
      let start = Double(index)
      let end = min(start + 1, extent)
      let bin = min(Int(start / span), count - 1)
      let border = bin == count - 1 ? end : min(end, Double(bin + 1) * span)
      let share = Share(
        first: Int32(bin), near: Float(max(0, border - start)), far: Float(max(0, end - border)))
      totals[bin] += share.near
      totals[bin + 1] += share.far
      (shares + index).initialize(to: share)
    }
    for index in 0..<source {
      let bin = Int(shares[index].first)
      shares[index].near /= max(totals[bin], 1e-9)
      shares[index].far /= max(totals[bin + 1], 1e-9)
    }
  }

  deinit { shares.deallocate() }
}
