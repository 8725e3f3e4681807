import PlumbLabels

/// Lines without a label under any attribute; ``LabelledElsewhere`` has those with one under another.
struct UnlabelledImages: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "unlabelled-images", group: .manifest, severity: .warning,
      question: "Does every line have a label?",
      importance: """
        A job that was stopped or is still running leaves lines without a label. A chained job can \
        label them.
        """,
      command: #"plumb export JOB --format jsonl | jq 'select(.status == "unlabelled") | .image'"#)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let dataset = evidence.dataset
    let elsewhere = Set(dataset.elsewhere.rows)
    let rows = (0..<dataset.count).filter {
      dataset.kinds[$0] == .unlabelled && !elsewhere.contains($0)
    }
    if rows.isEmpty { return .passed }
    return .found([
      finding(
        "\(rows.count, "line has", "lines have") no label under \(name: dataset.attribute.name)",
        count: rows.count, of: dataset.recordCount, places: rows.map { evidence.place($0) })
    ])
  }
}
