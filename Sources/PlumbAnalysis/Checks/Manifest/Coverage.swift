import PlumbLabels

/// Whether most lines have a label.
struct Coverage: Check {
  private static let leastShare = Threshold(
    "least-share", 0.95, in: 0...1, meaning: "minimum share of lines with a label")

  var description: CheckDescription {
    CheckDescription(
      id: "coverage", group: .manifest, severity: .error, question: "Do enough lines have a label?",
      importance: """
        A job can finish as complete although Ground Truth gave up on many images. Images without a \
        label are missing from training.
        """, thresholds: [Self.leastShare], command: "plumb summary JOB")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let total = evidence.dataset.recordCount
    let coverage = evidence.coverage
    let labelled = coverage.labelled + coverage.labelledElsewhere
    let proportion = Proportion(labelled, of: total)
    guard let share = proportion.share, share < thresholds[Self.leastShare] else { return .passed }
    let parts: [(Int, FindingText)] = [
      (coverage.failed, "failed"), (coverage.labelledNowhere, "unlabelled"),
      (evidence.dataset.refusedCount, "refused"),
    ]
    var message: FindingText =
      "Only \(share: share) of \(total, "line has", "lines have") a label; \(total - labelled) have none"
    for (index, part) in parts.filter({ $0.0 > 0 }).enumerated() {
      message = message + "\(words: index == 0 ? " (" : ", ")\(part.0) \(part.1)"
    }
    return .found([
      finding(
        message + ")", count: total - labelled, of: total,
        details: [
          FindingDetail("labelled", .whole(coverage.labelled)),
          FindingDetail("failed", .whole(coverage.failed)),
          FindingDetail("unlabelled", .whole(coverage.unlabelled)),
          FindingDetail("labelled_elsewhere", .whole(coverage.labelledElsewhere)),
          FindingDetail("refused", .whole(evidence.dataset.refusedCount)),
        ])
    ])
  }
}
