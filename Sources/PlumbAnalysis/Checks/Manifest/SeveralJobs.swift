/// Labels of several jobs under one attribute.
struct SeveralJobs: Check {
  var description: CheckDescription {
    CheckDescription(
      "several-jobs", .manifest, .warning,
      question: "Do the labels under the attribute come from one job?",
      importance: """
        Instructions, workers and models differ from job to job, and so do the scales of \
        confidence: they must not be compared or sorted together.
        """, command: "plumb summary JOB --json | jq .jobs")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let jobs = evidence.jobs.jobs.filter { !$0.name.isEmpty }
    let nameless = evidence.jobs.jobs.reduce(0) { $0 + ($1.name.isEmpty ? $1.count : 0) }
    guard jobs.count > 1 || (jobs.count == 1 && nameless > 0) else { return .passed }
    let rest: FindingText = nameless > 0 ? ", and \(nameless, "label") of no job" : ""
    return .found([
      finding(
        """
        The labels come from \(jobs.count, "job") (\(names: jobs.map(\.name)))\(rest); their \
        confidences do not compare
        """, count: evidence.labelCount - (jobs.map(\.count).max() ?? 0),
        of: evidence.labelCount,
        details: [
          FindingDetail("jobs", .list(jobs.map { .text($0.name) })),
          FindingDetail("labels", .list(jobs.map { .whole($0.count) })),
          FindingDetail("without_job", .whole(nameless)),
        ])
    ])
  }
}
