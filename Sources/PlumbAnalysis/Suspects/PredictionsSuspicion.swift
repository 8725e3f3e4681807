/// What the user's own model says about the image.
///
/// The label is taken to be wrong with the probability 1 - (p(label) - max p(other) + 1) / 2, which
/// is one minus the normalised margin of Kuan and Mueller, "Model-agnostic label quality scoring to
/// detect real-world label errors" (2022), kept from 0.01 to 0.99.
package struct PredictionsSuspicion: Suspicion {
  /// Makes the evidence.
  package init() {}

  /// Its stable name.
  package var name: String { "predictions" }
  /// What it examines.
  package var title: String { "what your model says about the image" }
  /// A model that has not seen the label is a witness of its own.
  package var canRankAlone: Bool { true }

  /// Compares labels with predictions.
  package func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    guard let predictions = evidence.predictions else {
      return .notDefined(because: "there are no predictions of yours")
    }
    let labels = evidence.labels
    let shifts = labels.indices.map { row -> Double in
      guard labels[row] >= 0,
        let quality = LabelQuality.normalisedMargin(row, label: Int(labels[row]), predictions)
      else { return .nan }
      return SuspicionBase.shift(to: 1 - quality)
    }
    let verdicts = labels.indices.map { Self.verdict($0, label: Int(labels[$0]), predictions) }
    return .value(
      SuspicionColumn(shifts: shifts, verdicts: verdicts) { row in
        let label = Int(labels[row])
        guard label >= 0, let own = predictions.probability(row: row, of: label),
          let best = predictions.best(row: row, otherThan: label)
        else { return [] }
        return [
          .prediction(
            classID: best.classID, probability: best.probability, labelProbability: own)
        ]
      })
  }

  private static func verdict(
    _ row: Int, label: Int, _ predictions: MatchedPredictions
  ) -> WitnessVerdict {
    guard label >= 0, let own = predictions.probability(row: row, of: label),
      let other = predictions.best(row: row, otherThan: label)
    else { return .unknown }
    return own > other.probability ? .label : .elsewhere
  }
}
