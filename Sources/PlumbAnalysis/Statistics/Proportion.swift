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
    let (n, z) = (Double(total), Self.normalQuantile)
    let denominator = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / denominator
    let half = z / denominator * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let lower = count == 0 ? 0 : max(0, centre - half)
    let upper = count == total ? 1 : min(1, centre + half)
    return lower...upper
  }
}
