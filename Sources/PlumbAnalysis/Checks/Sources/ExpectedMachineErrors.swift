import PlumbLabels

/// How many of the machine's labels the service's own rule lets be wrong.
struct ExpectedMachineErrors: Check {
  private static let share = Threshold(
    "share", 0.05, in: 0...1, meaning: "share of auto-labelled images that may be wrong")

  var description: CheckDescription {
    CheckDescription(
      id: "expected-machine-errors", group: .sources, severity: .note,
      question: "How many auto-labelled images may be wrong?",
      importance: """
        Ground Truth sets its threshold so that auto-labelling is expected to agree with people on \
        95 % of the images. This is an average over all classes, and agreement with people, not \
        with the truth. Rare classes can be far worse.
        """, thresholds: [Self.share],
      command: "plumb pdf JOB --images DIR --order confidence --per-class 100 -o machine.pdf")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    if evidence.hasSets {
      return .skipped("Ground Truth does not auto-label images with several classes")
    }
    let machine = evidence.count(.machine)
    guard machine > 0 else { return .skipped("no auto-labelled images") }
    let errors = Int((Double(machine) * thresholds[Self.share]).rounded())
    guard errors > 0 else { return .passed }
    return .found([
      finding(
        """
        Up to \(errors) of \(machine, "auto-labelled image") \
        \(words: errors == 1 ? "is" : "are") expected to be wrong: Ground Truth's threshold allows \
        \(share: thresholds[Self.share])
        """, count: errors, of: machine,
        details: [FindingDetail("machine", .whole(machine))])
    ])
  }
}
