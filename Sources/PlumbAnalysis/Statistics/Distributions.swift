import PlumbSystem

/// Tails of the distributions that tests of hypotheses need.
///
/// Series and continued fractions as in Abramowitz and Stegun, "Handbook of Mathematical Functions"
/// (1964), chapters 6 and 26; good to about twelve digits.
package enum Distributions {
  private static let tolerance = 1e-15
  private static let tiny = 1e-300
  private static let mostTerms = 100_000

  /// The logarithm of the gamma function, for numbers above 0.
  ///
  /// Stirling's series after the recurrence has brought the argument above 10 (6.1.40, 6.1.15).
  package static func logGamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 10 {
      shift -= log(x)
      x += 1
    }
    let square = 1 / (x * x)
    let terms: [Double] = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
    ]
    let sum = terms.reversed().reduce(0.0) { $0 * square + $1 }
    let logOfRoot = 0.5 * log(2 * Double.pi)
    return shift + (x - 0.5) * log(x) - x + logOfRoot + sum / x
  }

  /// The chance that a standard normal number is at least so large.
  package static func normalUpperTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// The chance that a chi-square number is at least so large.
  ///
  /// - Parameters:
  ///   - value: From 0.
  ///   - degrees: Degrees of freedom; at least 1.
  package static func chiSquareUpperTail(_ value: Double, degrees: Int) -> Double {
    upperGamma(Double(degrees) / 2, value / 2)
  }

  /// The regularised upper incomplete gamma function Q(a, x).
  package static func upperGamma(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    let front = exp(a * log(x) - x - logGamma(a))
    return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x)
  }

  /// The series of the lower incomplete gamma function without its front factor (6.5.29).
  private static func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var (term, sum) = (1 / a, 1 / a)
    for index in 1..<mostTerms where abs(term) > tolerance * sum {
      term *= x / (a + Double(index))
      sum += term
    }
    return sum
  }

  /// The continued fraction of the upper incomplete gamma function without its front factor (6.5.31).
  private static func upperFraction(_ a: Double, _ x: Double) -> Double {
    continuedFraction(first: x + 1 - a) { index in
      (-Double(index) * (Double(index) - a), x + 2 * Double(index) + 1 - a)
    }
  }

  /// One over a continued fraction b0 + a1/(b1 + a2/(b2 + …)), by Lentz's method.
  private static func continuedFraction(
    first: Double, _ coefficients: (Int) -> (numerator: Double, denominator: Double)
  ) -> Double {
    var inverse = 1 / max(first, tiny)
    var (result, ratio) = (inverse, 1 / tiny)
    for index in 1..<mostTerms {
      let (a, b) = coefficients(index)
      inverse = 1 / awayFromZero(a * inverse + b)
      ratio = awayFromZero(b + a / ratio)
      let change = ratio * inverse
      result *= change
      if abs(change - 1) < tolerance { break }
    }
    return result
  }

  private static func awayFromZero(_ x: Double) -> Double { abs(x) < tiny ? tiny : x }

  /// The regularised incomplete beta function I_x(a, b), for a and b above 0.
  package static func incompleteBeta(_ x: Double, a: Double, b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)
    // The fraction converges fast on this side of the mean; the other side mirrors it (26.5.2).
    return x < (a + 1) / (a + b + 2)
      ? exp(logFront) * betaFraction(x, a: a, b: b) / a
      : 1 - exp(logFront) * betaFraction(1 - x, a: b, b: a) / b
  }

  /// The continued fraction of the incomplete beta function (26.5.8).
  private static func betaFraction(_ x: Double, a: Double, b: Double) -> Double {
    continuedFraction(first: 1) { index in
      let m = Double(index / 2)
      let numerator =
        index % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      return (numerator, 1)
    }
  }

  /// The probability of at least a number of successes in independent trials.
  ///
  /// - Parameters:
  ///   - count: Successes.
  ///   - trials: Trials; at least 0.
  ///   - chance: The chance of success in each, from 0 to 1.
  package static func binomialUpperTail(_ count: Int, of trials: Int, chance: Double) -> Double {
    guard count > 0 else { return 1 }
    guard count <= trials else { return 0 }
    return incompleteBeta(chance, a: Double(count), b: Double(trials - count + 1))
  }

  /// The probability of at most a number of successes in independent trials.
  package static func binomialLowerTail(_ count: Int, of trials: Int, chance: Double) -> Double {
    binomialUpperTail(trials - count, of: trials, chance: 1 - chance)
  }
}
