/// A share of a whole, with the interval that sampling leaves open.
public struct Proportion: Sendable, Hashable {
  /// How many of the whole; from 0 to `total`.
  public var count: Int
  /// The whole.
  public var total: Int

  /// Makes a share of a whole.
  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// The share itself, from 0 to 1; nil of an empty whole.
  public var share: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// The quantile of the normal distribution for an interval of 95 %.
  public static let normalQuantile = 1.959963985

  /// Wilson's score interval of 95 %; nil of an empty whole.
  ///
  /// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
  /// JASA 22 (1927); preferred over Wald's by Brown, Cai and DasGupta (2001).
  public var interval: ClosedRange<Double>? {
    guard let share else { return nil }
    return Self.interval(share: share, of: Double(total))
  }

  /// Wilson's score interval of 95 % for a share of independent trials.
  ///
  /// Use it if the counted items are not independent, such as answers to one image.
  ///
  /// - Parameters:
  ///   - share: From 0 to 1.
  ///   - total: How many trials there were; above 0.
  public static func interval(share: Double, of total: Double) -> ClosedRange<Double> {
    let (n, z) = (total, normalQuantile)
    let denominator = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / denominator
    let half = z / denominator * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let lower = share <= 0 ? 0 : max(0, centre - half)
    let upper = share >= 1 ? 1 : min(1, centre + half)
    return lower...upper
  }
}
