import PlumbLabels

/// Whether people and the machine used the classes in the same proportions.
struct SourceShares: Check {
  private static let effect = Threshold(
    "effect", 0.1, in: 0...1, meaning: "reported if Cramér's V, from 0 to 1, is at least this")
  private static let chance = Threshold(
    "chance", 0.01, in: 0...1,
    meaning: "and such a difference would arise by chance with at most this probability")

  var description: CheckDescription {
    CheckDescription(
      id: "source-shares", group: .sources, severity: .note,
      question: "Did people and auto-labelling use the classes in the same proportions?",
      importance: """
        Auto-labelling handles the images it is sure of and leaves the hard ones to people, so a \
        difference is expected and not an error in itself. If it is large, statistics of one source \
        do not apply to the other.
        """, thresholds: [Self.effect, Self.chance], command: "plumb figures JOB -o figures")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    for source in LabelSource.known where evidence.count(source) == 0 {
      return .skipped("no labels by \(words: source.noun)")
    }
    let tallies = evidence.classes
    let table = ContingencyTable([tallies.map(\.human.count), tallies.map(\.machine.count)])
    guard table.isComparable else { return .skipped("there are fewer than two classes") }
    let (effect, p) = (table.cramersV, table.p)
    guard effect >= thresholds[Self.effect], p <= thresholds[Self.chance] else { return .passed }
    // Every class has a label, so the columns of the table are the classes.
    let order = tallies.indices.sorted {
      (abs(table.residuals[1][$1]), $0) < (abs(table.residuals[1][$0]), $1)
    }
    return .found([
      finding(
        """
        People and auto-labelling used the classes in different proportions (Cramér's V \
        \(decimal: effect)): \(shares(order.prefix(3).map { tallies[$0] }, evidence))
        """, count: evidence.count(.machine), of: evidence.labelCount,
        details: [
          FindingDetail("cramers_v", .number(effect)), FindingDetail("p", .number(p)),
          FindingDetail("classes", .list(order.map { .text(tallies[$0].name) })),
          FindingDetail("human", .list(order.map { .whole(tallies[$0].human.count) })),
          FindingDetail("machine", .list(order.map { .whole(tallies[$0].machine.count) })),
        ])
    ])
  }

  /// The classes with their shares of people's and the machine's labels.
  private func shares(_ tallies: [ClassSummary.Tally], _ evidence: CheckEvidence) -> FindingText {
    let (people, machine) = (Double(evidence.count(.human)), Double(evidence.count(.machine)))
    return tallies.enumerated().reduce("") { text, next in
      let (index, tally) = next
      return text + """
        \(words: index == 0 ? "" : "; ")\(name: tally.name) \
        \(share: Double(tally.human.count) / people) of the labels by people and \
        \(share: Double(tally.machine.count) / machine) of those by auto-labelling
        """
    }
  }
}
