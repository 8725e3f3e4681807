/// A coefficient that says how far workers agree.
///
/// To add one, write a file here and name it in ``allAgreementStatistics``.
package protocol AgreementStatistic: Sendable {
  /// What it is called.
  var name: String { get }

  /// The coefficient over all classes.
  func overall(_ patterns: AnswerPatterns) -> Measured<Double>

  /// The coefficient for one class against all others.
  ///
  /// - Parameters:
  ///   - id: An index of the votes' class names.
  ///   - patterns: The answers.
  func ofClass(_ id: Int, _ patterns: AnswerPatterns) -> Measured<Double>
}

extension AgreementStatistic {
  /// Asks the same of only two classes: this one, and all the others together.
  package func ofClass(_ id: Int, _ patterns: AnswerPatterns) -> Measured<Double> {
    overall(patterns.asked(about: id))
  }
}

/// Every coefficient of agreement, the headline first.
package let allAgreementStatistics: [any AgreementStatistic] = [
  KrippendorffAlpha(), RawAgreement(), FleissKappa(), GwetAC1(),
]

/// Reasons that several coefficients give.
enum AgreementReason {
  static let noPairs = "no image has two answers"
  static let oneClass =
    "all comparable answers are equal, so agreement by chance is undefined"
}
