import PlumbLabels

/// Confidences that are the same everywhere, or nearly so, by source.
struct ConstantConfidence: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "constant-confidence", group: .confidence, severity: .warning,
      question: "Do the confidences distinguish between labels?",
      importance: """
        Jobs with one worker per image write a constant, and Ground Truth caps the confidence of \
        labels by people at 0.95. Sorting or filtering by such values is meaningless.
        """, command: "plumb figures JOB -o figures")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard evidence.information.values.contains(where: { $0 != .noLabels && $0 != .absent }) else {
      return .skipped("no label has a confidence value")
    }
    return CheckOutcome(
      LabelSource.allCases.compactMap { source in
        let total = evidence.count(source)
        let known =
          total - evidence.classes.reduce(0) { $0 + $1[source].missingConfidences }
        // One label is always the same as itself.
        guard known > 1 else { return nil }
        switch evidence.information[source] {
        case .constant(let value):
          return finding(
            """
            All \(known, "confidence") of labels by \(words: source.noun) are \(decimal: value), so \
            they do not distinguish between labels
            """, count: known, of: known, details: details(source, value))
        case .nearlyConstant(let value, let share):
          return finding(
            """
            \(share: share) of the confidences of labels by \(words: source.noun) are \
            \(decimal: value), so they hardly distinguish between labels
            """, count: Int((share * Double(known)).rounded()), of: known,
            details: details(source, value))
        default: return nil
        }
      })
  }

  private func details(_ source: LabelSource, _ value: Double) -> [FindingDetail] {
    [
      FindingDetail("source", .text(source.rawValue)),
      FindingDetail("confidence", .number(value)),
    ]
  }
}
