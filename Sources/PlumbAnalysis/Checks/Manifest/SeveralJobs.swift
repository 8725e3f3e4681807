import PlumbLabels

/// Labels of several jobs under one attribute.
struct SeveralJobs: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "several-jobs", group: .manifest, severity: .warning,
      question: "Do all labels under the attribute come from the same job?",
      importance: """
        Instructions, workers and models differ between jobs, and so do the confidence scales, so \
        do not compare or sort confidences across jobs.
        """, command: "plumb summary JOB --json | jq .jobs")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    if evidence.dataset.labelling.origin == .classNames {
      return .skipped("each label attribute is named after its class and may have a job of its own")
    }
    let jobs = evidence.jobs.jobs.filter { !$0.name.isEmpty }
    let nameless = evidence.jobs.jobs.reduce(0) { $0 + ($1.name.isEmpty ? $1.count : 0) }
    guard jobs.count > 1 || (jobs.count == 1 && nameless > 0) else { return .passed }
    let all = evidence.jobs.jobs.reduce(0) { $0 + $1.count }
    let rest: FindingText = nameless > 0 ? " and \(nameless, "label") without a job name" : ""
    return .found([
      finding(
        """
        The labels come from \(jobs.count, "job") (\(names: jobs.map(\.name)))\(rest); their \
        confidences are not comparable
        """, count: all - (jobs.map(\.count).max() ?? 0), of: all,
        details: [
          FindingDetail("jobs", .list(jobs.map { .text($0.name) })),
          FindingDetail("labels", .list(jobs.map { .whole($0.count) })),
          FindingDetail("without_job", .whole(nameless)),
        ])
    ])
  }
}
