import PlumbSystem

/// How well the set of classes of an image fits the probabilities of each class: from 0, suspect, to 1.
///
/// Definition of cleanlab's `multilabel_classification.get_label_quality_scores` with its default
/// arguments: A. Thyagarajan, E. Snorrason, C. Northcutt and J. Mueller, "Identifying incorrect
/// annotations in multi-label classification data" (2022). Each class is a question of yes or no with a
/// quality of its own, the probability of the answer that the label gives (self-confidence). These are put
/// together by an exponential moving average from the highest to the lowest, so that the lowest counts
/// most.
public enum SetQuality {
  /// The weight of each quality against the average of those above it.
  public static let weight = 0.8

  /// The quality of one class.
  ///
  /// - Parameters:
  ///   - probability: That the image is of the class, from 0 to 1.
  ///   - isLabelled: Whether the label has the class.
  public static func quality(_ probability: Double, isLabelled: Bool) -> Double {
    isLabelled ? probability : 1 - probability
  }

  /// The quality of a label.
  ///
  /// - Parameter qualities: Those of all classes, in any order.
  /// - Returns: nil if there are none.
  public static func quality(_ qualities: [Double]) -> Double? {
    let sorted = qualities.sorted(by: >)
    return sorted.first.map { highest in
      sorted.dropFirst().reduce(highest) { weight * $1 + (1 - weight) * $0 }
    }
  }
}
