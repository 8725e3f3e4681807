import PlumbSystem

/// How well a label fits the probabilities that a model gives: from 0, suspect, to 1.
///
/// Definitions of cleanlab: J. Kuan and J. Mueller, "Model-agnostic label quality scoring to detect
/// real-world label errors" (2022).
package enum LabelQuality {
  /// The probability of the label.
  ///
  /// - Returns: nil if there is no prediction for the row, or none for its class.
  package static func selfConfidence(
    _ row: Int, label: Int, _ predictions: MatchedPredictions
  ) -> Double? {
    predictions.probability(row: row, of: label)
  }

  /// (p(label) - max p(other) + 1) / 2.
  ///
  /// - Returns: nil if there is no prediction for the row, or none for its class, or for no other.
  package static func normalisedMargin(
    _ row: Int, label: Int, _ predictions: MatchedPredictions
  ) -> Double? {
    guard let own = predictions.probability(row: row, of: label),
      let other = predictions.best(row: row, otherThan: label)
    else { return nil }
    return (own - other.probability + 1) / 2
  }

  /// ln(1 + e) / e, where e is the entropy over its maximum, divided by p(label).
  ///
  /// - Returns: nil if there is no prediction for the row, or none for its class.
  package static func confidenceWeightedEntropy(
    _ row: Int, label: Int, _ predictions: MatchedPredictions
  ) -> Double? {
    guard let own = predictions.probability(row: row, of: label),
      predictions.columnClasses.count > 1
    else { return nil }
    let entropy = predictions.columnClasses.reduce(0) { sum, id in
      let value = predictions.probability(row: row, of: id) ?? 0
      return value > 0 ? sum - value * log(value) : sum
    }
    let weighted = entropy / log(Double(predictions.columnClasses.count)) / max(own, 1e-6)
    return weighted > 0 ? log1p(weighted) / weighted : 1
  }
}
