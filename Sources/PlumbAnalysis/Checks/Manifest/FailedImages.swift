import PlumbLabels

/// Images that the service gave up on, by its reason.
struct FailedImages: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "failed-images", group: .manifest, severity: .warning,
      question: "Did Ground Truth give up on any images, and why?",
      importance: """
        Failed images stay in the manifest without a label. The reason shows whether to label them \
        again, and what to change in the job first.
        """,
      command: #"plumb export JOB --format jsonl | jq 'select(.status == "failed") | .image'"#)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let dataset = evidence.dataset
    var rows = [[Int]](repeating: [], count: dataset.failureReasons.count)
    for row in 0..<dataset.count where dataset.kinds[row] == .failed {
      if let reason = dataset.row(row).failureReasonID { rows[reason].append(row) }
    }
    let reasons = rows.indices.sorted { (rows[$1].count, $0) < (rows[$0].count, $1) }
    return CheckOutcome(
      reasons.filter { !rows[$0].isEmpty }.map { reason in
        finding(
          "Ground Truth gave up on \(rows[reason].count, "image"): \(quotation: dataset.failureReasons[reason])",
          count: rows[reason].count, of: dataset.recordCount,
          places: rows[reason].map { evidence.place($0) },
          details: [FindingDetail("reason", .text(dataset.failureReasons[reason]))])
      })
  }
}
