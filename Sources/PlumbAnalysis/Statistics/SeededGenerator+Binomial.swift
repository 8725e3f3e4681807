import PlumbSystem

extension SeededGenerator {
  /// The number of successes in independent trials.
  ///
  /// - Parameters:
  ///   - trials: At least 0.
  ///   - chance: The chance of success in each, from 0 to 1.
  package mutating func binomial(_ trials: Int, chance: Double) -> Int {
    guard trials > 0, chance > 0 else { return 0 }
    guard chance < 1 else { return trials }
    if chance > 0.5 { return trials - binomial(trials, chance: 1 - chance) }
    return Double(trials) * chance < 10
      ? binomialByInversion(trials, chance) : binomialByRejection(trials, chance)
  }

  /// Walks up the distribution until it has passed a uniform number.
  private mutating func binomialByInversion(_ trials: Int, _ chance: Double) -> Int {
    let odds = chance / (1 - chance)
    var term = exp(Double(trials) * log1p(-chance))
    var rest = unit()
    for count in 0..<trials {
      if rest <= term { return count }
      rest -= term
      term *= odds * Double(trials - count) / Double(count + 1)
    }
    return trials
  }

  /// Transformed rejection with squeeze, known as BTRS.
  ///
  /// Source: W. Hörmann, "The generation of binomial random variates", Journal of Statistical
  /// Computation and Simulation 46 (1993).
  private mutating func binomialByRejection(_ trials: Int, _ chance: Double) -> Int {
    let n = Double(trials)
    let deviation = (n * chance * (1 - chance)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * chance
    let mode = ((n + 1) * chance).rounded(.down)
    let logOdds = log(chance / (1 - chance))
    let peak = Distributions.logGamma(mode + 1) + Distributions.logGamma(n - mode + 1)
    while true {
      let (u, v) = (unit() - 0.5, unit())
      let distance = 0.5 - abs(u)
      let count = ((2 * a / distance + b) * u + n * chance + 0.5).rounded(.down)
      if distance >= 0.07, v <= 0.92 - 4.2 / b { return Int(count) }
      guard count >= 0, count <= n else { continue }
      let scaled = v * (2.83 + 5.1 / b) * deviation / (a / (distance * distance) + b)
      let bound =
        peak - Distributions.logGamma(count + 1) - Distributions.logGamma(n - count + 1)
        + (count - mode) * logOdds
      if log(scaled) <= bound { return Int(count) }
    }
  }
}
