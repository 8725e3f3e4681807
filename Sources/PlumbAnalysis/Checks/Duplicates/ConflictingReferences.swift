import PlumbLabels

/// Images that stand on several lines with different labels.
struct ConflictingReferences: Check {
  var description: CheckDescription {
    CheckDescription(
      "conflicting-references", .duplicates, .error,
      question: "Has an image that is there twice the same label each time?",
      importance: "One of the labels is wrong, and a model is told both.",
      command: "plumb export JOB --format csv | grep conflicting-labels")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let pairs = evidence.dataset.duplicates.filter {
      evidence.labels[$0.row] != evidence.labels[$0.first]
    }
    if pairs.isEmpty { return .passed }
    return .found([
      finding(
        """
        \(pairs.count, "line gives", "lines give") an image of an earlier line another label
        """, count: pairs.count, of: evidence.labelCount,
        places: pairs.map { pair in
          evidence.place(
            pair.row,
            """
            \(name: evidence.className(pair.row) ?? ""), and \
            \(name: evidence.className(pair.first) ?? "") on line \
            \(Int(evidence.dataset.lines[pair.first]))
            """)
        })
    ])
  }
}
