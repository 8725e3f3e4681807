import PlumbLabels

/// Images on several lines with different labels.
struct ConflictingReferences: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "conflicting-references", group: .duplicates, severity: .error,
      question: "Do repeated lines for the same image have the same label?",
      importance: "One of the labels is wrong, and a model is trained on both.",
      command: "plumb export JOB --format csv | grep conflicting-labels")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let pairs = evidence.dataset.duplicates.filter {
      evidence.answers[$0.row] != evidence.answers[$0.first]
    }
    if pairs.isEmpty { return .passed }
    return .found([
      finding(
        """
        \(pairs.count, "line repeats", "lines repeat") an image of an earlier line with a different \
        label
        """, count: pairs.count, of: evidence.coverage.labelled,
        places: pairs.map { pair in
          evidence.place(
            pair.row,
            """
            \(evidence.labelText(pair.row)), but \
            \(evidence.labelText(pair.first)) on line \
            \(Int(evidence.dataset.lines[pair.first]))
            """)
        })
    ])
  }
}
