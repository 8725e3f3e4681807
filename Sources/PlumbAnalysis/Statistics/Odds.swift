import PlumbSystem

/// Changes between probabilities and the logarithms of their odds.
enum Odds {
  /// The logarithm of p / (1 - p).
  ///
  /// - Parameter probability: Kept away from 0 and 1 by 1e-12.
  static func logOdds(_ probability: Double) -> Double {
    let kept = min(max(probability, 1e-12), 1 - 1e-12)
    return log(kept / (1 - kept))
  }

  /// The probability that has these odds' logarithm.
  static func probability(_ logOdds: Double) -> Double {
    logOdds >= 0 ? 1 / (1 + exp(-logOdds)) : exp(logOdds) / (1 + exp(logOdds))
  }

  /// The logarithm of the sum of e to the power of each number; -infinity of none.
  static func logSum(_ values: some Collection<Double>) -> Double {
    guard let largest = values.max(), largest > -.infinity else { return -.infinity }
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
  }
}
