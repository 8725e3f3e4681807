import PlumbLabels

/// A job that is running or was stopped: its labels are those of an iteration.
struct UnfinishedJob: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "unfinished-job", group: .manifest, severity: .warning,
      question: "Is the job finished?",
      importance: """
        While a job runs, and after it was stopped, only the manifests of its iterations exist. \
        Labels are missing, and with automated labelling the first iterations differ from the rest.
        """, command: "plumb summary JOB")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    switch evidence.stage {
    case nil: return .skipped("the manifest is not in a job's output folder")
    case .finished: return .passed
    case .iteration(let number):
      let missing = evidence.coverage.unlabelled
      let rest: FindingText =
        missing == 0 ? "" : ", and \(missing, "line has", "lines have") no label yet"
      return .found([
        finding(
          "The job is not finished: these are its labels up to iteration \(number)" + rest,
          count: missing, of: evidence.dataset.count,
          details: [FindingDetail("iteration", .whole(number))])
      ])
    }
  }
}
