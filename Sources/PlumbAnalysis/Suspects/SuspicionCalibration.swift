import PlumbSystem

/// Makes probabilities of scores, from labels whose truth is known.
///
/// The logarithm of the odds becomes a + b times what it was, with a and b of largest likelihood;
/// b must be above 0, so the order of the labels never changes. Source: J. Platt, "Probabilistic
/// outputs for support vector machines" (1999), with his targets against overfitting.
package struct SuspicionCalibration: Sendable, Hashable {
  /// What is added to the logarithm of the odds.
  package let offset: Double
  /// What the logarithm of the odds is multiplied with; above 0.
  package let slope: Double

  private static let fewest = 10

  /// Fits the two numbers.
  ///
  /// - Parameters:
  ///   - scores: Scores of labels whose truth is known; they should be a random sample of all.
  ///   - wrong: Whether each of these labels is wrong.
  package static func fit(scores: [Double], wrong: [Bool]) -> Measured<SuspicionCalibration> {
    let positives = wrong.count { $0 }
    let negatives = wrong.count - positives
    guard min(positives, negatives) >= fewest else {
      return .notDefined(
        because:
          "of the labels whose truth is known \(positives) are wrong and \(negatives) right; "
          + "at least \(fewest) of each are needed")
    }
    let high = Double(positives + 1) / Double(positives + 2)
    let low = 1 / Double(negatives + 2)
    let points = zip(scores, wrong).map { (Odds.logOdds($0), $1 ? high : low) }
    guard let (offset, slope) = newton(points), slope > 0 else {
      return .notDefined(because: "higher scores are not more often wrong where the truth is known")
    }
    return .value(SuspicionCalibration(offset: offset, slope: slope))
  }

  /// Newton's method for the two parameters, halving steps that lead downhill.
  private static func newton(_ points: [(x: Double, target: Double)]) -> (Double, Double)? {
    var (a, b) = (0.0, 1.0)
    var loss = crossEntropy(of: points, a: a, b: b)
    for _ in 0..<100 {
      var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 1e-9, 0.0, 1e-9)
      for (x, target) in points {
        let p = Odds.probability(a + b * x)
        let (error, weight) = (p - target, p * (1 - p))
        (ga, gb) = (ga + error, gb + error * x)
        (haa, hab, hbb) = (haa + weight, hab + weight * x, hbb + weight * x * x)
      }
      let determinant = haa * hbb - hab * hab
      guard determinant > 0 else { return nil }
      let (da, db) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant)
      var step = 1.0
      while step > 1e-6, crossEntropy(of: points, a: a - step * da, b: b - step * db) > loss {
        step /= 2
      }
      (a, b) = (a - step * da, b - step * db)
      let next = crossEntropy(of: points, a: a, b: b)
      if loss - next < 1e-12 * abs(loss) { return (a, b) }
      loss = next
    }
    return (a, b)
  }

  private static func crossEntropy(
    of points: [(x: Double, target: Double)], a: Double, b: Double
  ) -> Double {
    points.reduce(0) { sum, point in
      let z = a + b * point.x
      // ln(1 + e^z) without overflow.
      return sum + max(z, 0) + log1p(exp(-abs(z))) - point.target * z
    }
  }

  /// The probability that a label with this score is wrong.
  package func probability(_ score: Double) -> Double {
    Odds.probability(offset + slope * Odds.logOdds(score))
  }
}
