/// The usual figures of a sample of numbers.
public struct Statistics: Sendable, Hashable {
  /// How many numbers there are; at least 1.
  public var count: Int
  /// The arithmetic mean.
  public var mean: Double
  /// The 50th percentile.
  public var median: Double
  /// The 25th percentile.
  public var lowerQuartile: Double
  /// The 75th percentile.
  public var upperQuartile: Double
  /// The smallest number.
  public var minimum: Double
  /// The largest number.
  public var maximum: Double

  /// The figures of a sample.
  ///
  /// - Parameter sorted: The numbers, ascending. The mean is summed in that order, so that it does
  ///   not depend on the order in which the numbers were found.
  /// - Returns: nil for an empty sample.
  public init?(_ sorted: [Double]) {
    guard let first = sorted.first, let last = sorted.last else { return nil }
    count = sorted.count
    mean = min(max(sorted.reduce(0, +) / Double(sorted.count), first), last)
    median = Self.percentile(sorted, 0.5)
    lowerQuartile = Self.percentile(sorted, 0.25)
    upperQuartile = Self.percentile(sorted, 0.75)
    minimum = first
    maximum = last
  }

  /// The value below which a share of the sample lies.
  ///
  /// Interpolates linearly between order statistics at the rank h = (N - 1) q (definition 7 of
  /// Hyndman and Fan 1996, NumPy's default).
  ///
  /// - Parameters:
  ///   - sorted: The numbers, ascending; at least one.
  ///   - share: From 0 to 1.
  public static func percentile(_ sorted: [Double], _ share: Double) -> Double {
    let rank = Double(sorted.count - 1) * share
    let lower = Int(rank)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - Double(lower))
  }
}
