import PlumbLabels

/// Labels without a usable confidence, by source.
struct MissingConfidence: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "missing-confidence", group: .confidence, severity: .note,
      question: "Does every label have a confidence?",
      importance: """
        Labels without a confidence cannot be sorted by it. If only some have none, those come from \
        another tool or were added by hand.
        """, command: "plumb export JOB --format jsonl | jq 'select(.confidence == null)'")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard evidence.labelCount > 0 else { return .skipped("there are no labels") }
    return CheckOutcome(
      LabelSource.allCases.compactMap { source in
        let total = evidence.count(source)
        let missing = evidence.classes.reduce(0) { $0 + $1[source].missingConfidences }
        guard missing > 0 else { return nil }
        let rows = evidence.labelledRows.filter {
          let row = evidence.byClass.row($0)
          return row.source == source && row.confidence == nil
        }
        return finding(
          missing == total
            ? "None of the \(total, "label") by \(words: source.noun) has a confidence"
            : """
            \(missing) of \(total, "label") by \(words: source.noun) \
            \(words: missing == 1 ? "has" : "have") no confidence
            """, count: missing, of: total, places: evidence.places(ofLabels: rows),
          details: [FindingDetail("source", .text(source.rawValue))])
      })
  }
}

extension LabelSource {
  /// Who labelled, in words that complete "labels by …".
  var noun: String {
    switch self {
    case .human: "people"
    case .machine: "auto-labelling"
    case .unknown: "an unknown source"
    }
  }
}
