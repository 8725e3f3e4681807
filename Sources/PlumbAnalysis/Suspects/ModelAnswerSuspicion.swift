/// The answer of a model that the manifest has beside the label, such as Rekognition's in an evaluation.
///
/// Only the confidence c of the answer is known, so all the rest of the probability, 1 - c, is taken to
/// be the label's: where the answer differs, the label is wrong with probability c, and where it is the
/// label, with 1 - c. This is ``PredictionsSuspicion``'s rule for two classes, and never more than it
/// would give with the probabilities of all classes. An answer that differs and has no confidence
/// weighs as much as another label attribute, one half; one that is the label then says nothing.
public struct ModelAnswerSuspicion: Suspicion {
  private static let unknownConfidence = 0.5

  /// Makes the evidence.
  public init() {}

  /// Its stable name.
  public var name: String { "model-answer" }
  /// What it examines.
  public var title: String { "a model's answer in the manifest" }
  /// The model is a witness of its own, as the user's predictions are.
  public var canRankAlone: Bool { true }

  /// Compares labels with answers.
  public func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    guard let answers = evidence.modelAnswers else {
      return .notDefined(because: "the manifest has no answers of a model beside people's labels")
    }
    let labels = evidence.labels
    let isSame = labels.indices.map { row in
      labels[row] < 0 || answers.labels[row] < 0 ? nil : labels[row] == answers.labels[row]
    }
    guard isSame.contains(where: { $0 != nil }) else {
      return .notDefined(because: "no image has a label here and an answer under \(answers.name)")
    }
    let shifts = isSame.indices.map { row in
      isSame[row].map { Self.shift(isLabel: $0, confidence: answers.confidences[row]) } ?? .nan
    }
    return .value(
      SuspicionColumn(shifts: shifts, verdicts: isSame.map(Self.verdict)) { row in
        guard let isLabel = isSame[row] else { return [] }
        let confidence = answers.confidences[row]
        return [
          .modelAnswer(
            classID: Int(answers.labels[row]), confidence: confidence.isNaN ? nil : confidence,
            isLabel: isLabel)
        ]
      })
  }

  private static func shift(isLabel: Bool, confidence: Double) -> Double {
    if confidence.isNaN { return isLabel ? .nan : SuspicionBase.shift(to: unknownConfidence) }
    return SuspicionBase.shift(to: isLabel ? 1 - confidence : confidence)
  }

  private static func verdict(_ isLabel: Bool?) -> WitnessVerdict {
    isLabel.map { $0 ? .label : .elsewhere } ?? .unknown
  }
}
