/// Gwet's AC1: agreement beyond chance that does not collapse where one class is nearly everything.
///
/// The kappas do (Feinstein and Cicchetti 1990). Source: K. L. Gwet, "Computing inter-rater
/// reliability and its variance in the presence of high agreement" (2008). Chance agreement is
/// computed from the classes that workers chose; the observed one from images with two answers.
package struct GwetAC1: AgreementStatistic {
  /// Makes the statistic.
  package init() {}

  /// What it is called.
  package var name: String { "Gwet's AC1" }

  /// AC1 over all classes.
  package func overall(_ patterns: AnswerPatterns) -> Measured<Double> {
    RawAgreement().overall(patterns).flatMap { observed in
      let shares = Self.shares(patterns.units)
      guard shares.count > 1 else { return .notDefined(because: AgreementReason.oneClass) }
      let byChance = shares.reduce(0) { $0 + $1 * (1 - $1) } / Double(shares.count - 1)
      return .value((observed - byChance) / (1 - byChance))
    }
  }

  /// The mean over images of each class's share of the answers, classes ascending.
  private static func shares(_ units: [AnswerUnit]) -> [Double] {
    var sums: [Int: Double] = [:]
    for unit in units {
      for one in unit.counts {
        sums[one.classID, default: 0] +=
          Double(unit.images) * Double(one.count) / Double(unit.answers)
      }
    }
    let images = Double(units.reduce(0) { $0 + $1.images })
    return sums.sorted { $0.key < $1.key }.map { $0.value / images }
  }
}
