import PlumbLabels

/// Classes that the machine gave without, or nearly without, examples by people.
struct MachineOnlyClasses: Check {
  private static let leastExamples = Threshold(
    "least-examples", whole: 5, in: 1...1_000_000,
    "a class with fewer labels by people is found where the machine gave ten times as many")

  var description: CheckDescription {
    CheckDescription(
      "machine-only-classes", .sources, .warning,
      question: "Did people give examples of every class that the machine used?",
      importance: """
        The machine learns a class from people's labels only. One that it used without examples \
        cannot be right but by luck.
        """, thresholds: [Self.leastExamples],
      command: #"plumb export JOB --format jsonl | jq 'select(.source == "machine")'"#)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    for source in LabelSource.allCases where evidence.count(source) == 0 {
      return .skipped("there are no labels by \(words: source.noun)")
    }
    let least = thresholds.whole(Self.leastExamples)
    let found = evidence.classes.filter { tally in
      let (people, machine) = (tally.human.count, tally.machine.count)
      return machine > 0 && (people == 0 || (people < least && machine >= 10 * people))
    }
    return CheckOutcome(found.map { finding($0, evidence) })
  }

  private func finding(_ tally: ClassSummary.Tally, _ evidence: CheckEvidence) -> Finding {
    let rows = evidence.labelledRows.filter { row in
      evidence.className(row)?.utf8.elementsEqual(tally.name.utf8) ?? false
        && evidence.dataset.row(row).source == .machine
    }
    let people = tally.human.count
    let examples: FindingText =
      people == 0 ? "people never used it" : "people used it \(people, "time") only"
    return finding(
      "The machine gave \(name: tally.name) to \(tally.machine.count, "image"); \(examples)",
      count: tally.machine.count, of: evidence.count(.machine),
      places: rows.map { evidence.place($0) },
      details: [
        FindingDetail("class", .text(tally.name)), FindingDetail("human", .whole(people)),
        FindingDetail("machine", .whole(tally.machine.count)),
      ])
  }
}
