import PlumbSystem

/// The probability of a chi-square value at least this large, for given degrees of freedom.
///
/// The regularised upper incomplete gamma function Q(k/2, x/2), by its power series below k/2 + 1 and
/// its continued fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
///
/// - Parameters:
///   - value: At least 0.
///   - degreesOfFreedom: At least 1.
/// - Returns: From 0 to 1.
func chiSquareTail(_ value: Double, degreesOfFreedom: Int) -> Double {
  guard value > 0 else { return 1 }
  let (shape, x) = (Double(degreesOfFreedom) / 2, value / 2)
  let scale = exp(shape * log(x) - x - logGamma(halves: degreesOfFreedom))
  let tail =
    x < shape + 1 ? 1 - scale * lowerSeries(shape, x) : scale * upperFraction(shape, x)
  return min(1, max(0, tail))
}

/// The logarithm of the gamma function at n/2, n at least 1, by its recurrence.
private func logGamma(halves: Int) -> Double {
  let isWhole = halves.isMultiple(of: 2)
  var sum = isWhole ? 0 : log(Double.pi) / 2
  var argument = isWhole ? 1.0 : 0.5
  while argument < Double(halves) / 2 {
    sum += log(argument)
    argument += 1
  }
  return sum
}

private func lowerSeries(_ shape: Double, _ x: Double) -> Double {
  var term = 1 / shape
  var sum = term
  var argument = shape
  repeat {
    argument += 1
    term *= x / argument
    sum += term
  } while term > sum * 1e-16
  return sum
}

/// Lentz's way of working out a continued fraction from its front (Thompson and Barnett 1986).
private func upperFraction(_ shape: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var b = x + 1 - shape
  var c = 1 / tiny
  var d = 1 / b
  var result = d
  for step in 1...100_000 {
    let numerator = -Double(step) * (Double(step) - shape)
    b += 2
    d = numerator * d + b
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = b + numerator / c
    if abs(c) < tiny { c = tiny }
    result *= c * d
    if abs(c * d - 1) < 1e-15 { break }
  }
  return result
}
