/// The share of pairs of answers to the same image that agree, as a mean over images.
///
/// It is not corrected for chance: two workers who press the same button all day agree fully. For one
/// class it is the specific agreement of Cicchetti and Feinstein (1990): given an answer of that
/// class, the chance that another worker gave it too.
package struct RawAgreement: AgreementStatistic {
  /// Makes the statistic.
  package init() {}

  /// What it is called.
  package var name: String { "raw agreement" }

  /// The mean over images with at least two answers.
  package func overall(_ patterns: AnswerPatterns) -> Measured<Double> {
    let units = patterns.units.filter { $0.answers > 1 }
    guard !units.isEmpty else { return .notDefined(because: AgreementReason.noPairs) }
    let sum = units.reduce(0) {
      $0 + Double($1.images) * Double($1.agreeingPairs) / Double($1.pairs)
    }
    return .value(sum / Double(units.reduce(0) { $0 + $1.images }))
  }

  /// The specific agreement of one class.
  package func ofClass(_ id: Int, _ patterns: AnswerPatterns) -> Measured<Double> {
    var (agreeing, all) = (0.0, 0.0)
    for unit in patterns.units where unit.answers > 1 {
      guard let own = unit.counts.first(where: { $0.classID == id })?.count else { continue }
      let images = Double(unit.images)
      agreeing += images * Double(own * (own - 1)) / Double(unit.answers - 1)
      all += images * Double(own)
    }
    guard all > 0 else {
      return .notDefined(because: "no image with two answers has an answer of this class")
    }
    return .value(agreeing / all)
  }
}
