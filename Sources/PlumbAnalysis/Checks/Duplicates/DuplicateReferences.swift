import PlumbLabels

/// Images on several lines with the same label.
struct DuplicateReferences: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "duplicate-references", group: .duplicates, severity: .warning,
      question: "Does every image occur only once in the manifest?",
      importance: """
        A repeated image counts twice in training and leaks from the training set into the test \
        set. Rekognition Custom Labels drops such lines.
        """, command: "plumb export JOB --format csv | grep duplicate-image")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let pairs = evidence.dataset.duplicates.filter {
      evidence.answers[$0.row] == evidence.answers[$0.first]
    }
    if pairs.isEmpty { return .passed }
    return .found([
      finding(
        """
        \(pairs.count, "line repeats", "lines repeat") an image of an earlier line with the same \
        label
        """, count: pairs.count, of: evidence.coverage.labelled,
        places: pairs.map {
          evidence.place($0.row, "same as line \(Int(evidence.dataset.lines[$0.first]))")
        })
    ])
  }
}
