import PlumbLabels

/// Cohen's kappa: agreement of two labelings of the same images beyond chance.
///
/// Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
/// Measurement 20 (1960). It collapses where one class is nearly everything.
package enum CohenKappa {
  /// Kappa of two labelings; ask ``ClassPairTable/asked(about:)`` first for that of one class.
  package static func kappa(_ table: ClassPairTable) -> Measured<Double> {
    let total = Double(table.total)
    guard total > 0 else { return .notDefined(because: "no image has both labels") }
    let observed = Double(table.agreeing) / total
    let byChance = zip(table.firstTotals, table.secondTotals).reduce(0) { sum, sides in
      sum + Double(sides.0) / total * (Double(sides.1) / total)
    }
    guard byChance < 1 else { return .notDefined(because: AgreementReason.oneClass) }
    return .value((observed - byChance) / (1 - byChance))
  }

  /// Kappa of the only two workers of a job, over the images that both answered once.
  package static func kappa(_ votes: Votes) -> Measured<Double> {
    let workers = Set(votes.workers).sorted()
    guard workers.count == 2 else {
      return .notDefined(because: "it compares two workers, but there are \(workers.count)")
    }
    var table = ClassPairTable(classCount: votes.classNames.count)
    for row in 0..<votes.rowCount {
      let answers = votes.answers(of: row)
      guard answers.count == 2,
        let first = answers.first(where: { votes.workers[$0] == workers[0] }),
        let second = answers.first(where: { votes.workers[$0] == workers[1] })
      else { continue }
      table.add(Int(votes.classes[first]), Int(votes.classes[second]))
    }
    return kappa(table)
  }
}
