import PlumbLabels

/// How many of the machine's labels the service's own rule lets be wrong.
struct ExpectedMachineErrors: Check {
  private static let share = Threshold(
    "share", 0.05, in: 0...1, "the share of the machine's labels that may be wrong")

  var description: CheckDescription {
    CheckDescription(
      "expected-machine-errors", .sources, .note,
      question: "How many of the machine's labels may be wrong?",
      importance: """
        The service sets its threshold so that the machine is expected to agree with people on 95 % \
        of the images: on average over the classes, and with people, not with the truth. Rare \
        classes can be far worse.
        """, thresholds: [Self.share],
      command: "plumb pdf JOB --images DIR --order confidence --per-class 100 -o machine.pdf")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let machine = evidence.count(.machine)
    guard machine > 0 else { return .skipped("there are no labels by the machine") }
    let errors = Int((Double(machine) * thresholds[Self.share]).rounded())
    guard errors > 0 else { return .passed }
    return .found([
      finding(
        """
        Up to \(errors) of \(machine, "label") by the machine are expected to be wrong: \
        the service's threshold allows \(share: thresholds[Self.share])
        """, count: errors, of: machine,
        details: [FindingDetail("machine", .whole(machine))])
    ])
  }
}
