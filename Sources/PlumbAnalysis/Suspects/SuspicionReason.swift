import PlumbLabels

/// Why a label is suspected: a value, which ``words(_:line:)`` puts into words.
public enum SuspicionReason: Sendable, Hashable {
  /// The number of workers who chose the label, of those who answered.
  case chosenBy(count: Int, of: Int)
  /// How probable the label is by the answers, and the most probable other class.
  case posterior(label: Int, probability: Double, other: Int, otherProbability: Double)
  /// Answers to other images with this label name other classes more often than elsewhere.
  case disputedClass(classID: Int, dissent: Proportion, overall: Proportion)
  /// The confidence is among the lowest of its class, source and job; the share of labels with at
  /// most this confidence.
  case lowConfidence(share: Double, source: LabelSource, classID: Int)
  /// Another row shows the same picture and has another label.
  case samePicture(row: Int, classID: Int)
  /// Another attribute of the manifest has another label.
  case otherAttribute(name: String, classID: Int)
  /// Somebody who verified the label rejected it: the name of the verdict, and what the workers wrote.
  case rejected(verdict: String, comments: [String])
  /// The probabilities that the user's model gives to another class and to the label.
  case prediction(classID: Int, probability: Double, labelProbability: Double)
  /// The class that a model answers in the manifest, with its confidence if it has one, and whether it
  /// is the label.
  case modelAnswer(classID: Int, confidence: Double?, isLabel: Bool)

  /// The class that the reason suggests instead of the label; nil if it names none.
  ///
  /// An index of the class names of its source: the votes, the predictions, the model's answers or the
  /// other attribute.
  public var alternative: Int? {
    switch self {
    case .modelAnswer(let id, _, let isLabel): isLabel ? nil : id
    case .posterior(_, _, let id, _), .prediction(let id, _, _), .samePicture(_, let id),
      .otherAttribute(_, let id):
      id
    case .chosenBy, .disputedClass, .lowConfidence, .rejected: nil
    }
  }

  /// How probable ``alternative`` is if the label is wrong, by this reason alone, from 0 to 1; 0
  /// where it names no class.
  var alternativeShare: Double {
    switch self {
    case .posterior(_, let own, _, let other), .prediction(_, let other, let own):
      own < 1 ? min(1, other / (1 - own)) : 0
    case .modelAnswer(_, _, let isLabel): isLabel ? 0 : 1
    case .samePicture, .otherAttribute: 1
    case .chosenBy, .disputedClass, .lowConfidence, .rejected: 0
    }
  }

  /// Whether the class that the reason names is likelier than the label.
  ///
  /// - Parameter score: How likely the label is wrong by all evidence, from 0 to 1.
  public func namesLikelierClass(score: Double) -> Bool {
    if case .posterior(_, let probability, _, let otherProbability) = self,
      otherProbability <= probability
    {
      return false
    }
    return score * alternativeShare > 1 - score
  }

  /// One reason in words.
  ///
  /// - Parameters:
  ///   - className: A class's name, made safe to show.
  ///   - line: The physical line of a row.
  public func words(_ className: (Int) -> String, line: (Int) -> Int) -> String {
    switch self {
    case .chosenBy(let count, let all):
      return "\(count) of \(NumberWords.counted(all, "worker")) chose this"
    case .posterior(let label, let probability, let other, let otherProbability):
      return "posterior \(NumberWords.probability(probability)) for \(className(label)), "
        + "\(NumberWords.probability(otherProbability)) for \(className(other))"
    case .disputedClass(let id, let dissent, let overall):
      return "\(dissent.count) of \(NumberWords.counted(dissent.total, "answer")) to other images "
        + "labelled \(className(id)) \(dissent.total == 1 ? "names" : "name") another class "
        + "(\(NumberWords.percent(dissent.share ?? 0)); "
        + "\(NumberWords.percent(overall.share ?? 0)) over all classes)"
    case .lowConfidence(let share, let source, let id):
      return "lowest \(NumberWords.percent(share)) of \(source.rawValue) confidences in "
        + className(id)
    case .samePicture(let row, let id):
      return "same picture as line \(line(row)), labelled \(className(id))"
    case .otherAttribute(let name, let id):
      return "attribute \(name) says \(className(id))"
    case .rejected(let verdict, let comments):
      let said = comments.map { "\"\($0)\"" }.joined(separator: ", ")
      return "a worker said the label is wrong: \(verdict)" + (said.isEmpty ? "" : " (\(said))")
    case .prediction(let id, let probability, let own):
      return "your model gives \(NumberWords.probability(probability)) to \(className(id)), "
        + "\(NumberWords.probability(own)) to the label"
    case .modelAnswer(let id, let confidence, let isLabel):
      return "the model in the manifest \(isLabel ? "agrees" : "says \(className(id))"), "
        + (confidence.map { "confidence \(NumberWords.probability($0))" } ?? "confidence unknown")
    }
  }
}
