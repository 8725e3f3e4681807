import PlumbLabels

/// Images that stand on several lines with the same label.
struct DuplicateReferences: Check {
  var description: CheckDescription {
    CheckDescription(
      "duplicate-references", .duplicates, .warning, question: "Is every image there once?",
      importance: """
        An image that counts twice weighs twice in training, and is known already when it is \
        tested on. Rekognition Custom Labels drops such lines.
        """, command: "plumb export JOB --format csv | grep duplicate-image")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let pairs = evidence.dataset.duplicates.filter {
      evidence.labels[$0.row] == evidence.labels[$0.first]
    }
    if pairs.isEmpty { return .passed }
    return .found([
      finding(
        """
        \(pairs.count, "line repeats", "lines repeat") an image of an earlier line with the same \
        label
        """, count: pairs.count, of: evidence.labelCount,
        places: pairs.map {
          evidence.place($0.row, "as on line \(Int(evidence.dataset.lines[$0.first]))")
        })
    ])
  }
}
