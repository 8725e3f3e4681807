/// Fleiss' kappa: agreement beyond chance where every image has the same number of answers.
///
/// Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological
/// Bulletin 76 (1971). Where the numbers of answers differ it is not defined; alpha is.
package struct FleissKappa: AgreementStatistic {
  /// Makes the statistic.
  package init() {}

  /// What it is called.
  package var name: String { "Fleiss' kappa" }

  /// Kappa over all classes.
  package func overall(_ patterns: AnswerPatterns) -> Measured<Double> {
    let units = patterns.units
    let numbers = Set(units.map(\.answers))
    guard let fewest = numbers.min(), let most = numbers.max() else {
      return .notDefined(because: "there are no answers")
    }
    guard fewest == most else {
      return .notDefined(
        because:
          "images have \(fewest) to \(most) answers, but it needs the same number for every image")
    }
    guard most > 1 else { return .notDefined(because: AgreementReason.noPairs) }
    return Self.kappa(units, answers: most)
  }

  private static func kappa(_ units: [AnswerUnit], answers: Int) -> Measured<Double> {
    let images = Double(units.reduce(0) { $0 + $1.images })
    var (agreeing, totals) = (0.0, [Int: Int]())
    for unit in units {
      agreeing += Double(unit.images) * Double(unit.agreeingPairs) / Double(unit.pairs)
      for one in unit.counts { totals[one.classID, default: 0] += unit.images * one.count }
    }
    guard totals.count > 1 else { return .notDefined(because: AgreementReason.oneClass) }
    let byChance = totals.sorted { $0.key < $1.key }.reduce(0) { sum, total in
      let share = Double(total.value) / (images * Double(answers))
      return sum + share * share
    }
    return .value((agreeing / images - byChance) / (1 - byChance))
  }
}
