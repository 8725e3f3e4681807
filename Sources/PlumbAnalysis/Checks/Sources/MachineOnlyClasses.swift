import PlumbLabels
import PlumbText

/// Classes that the machine gave without, or nearly without, examples by people.
struct MachineOnlyClasses: Check {
  private static let leastExamples = Threshold(
    "least-examples", whole: 5, in: 1...1_000_000,
    meaning:
      "a class with fewer labels by people is reported if auto-labelling used it ten times as often"
  )

  var description: CheckDescription {
    CheckDescription(
      id: "machine-only-classes", group: .sources, severity: .warning,
      question: "Did people label examples of every auto-labelled class?",
      importance: """
        Auto-labelling learns a class only from labels by people. Without examples, its labels for \
        a class can be right only by luck.
        """, thresholds: [Self.leastExamples],
      command: #"plumb export JOB --format jsonl | jq 'select(.source == "machine")'"#)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    for source in LabelSource.known where evidence.count(source) == 0 {
      return .skipped("no labels by \(words: source.noun)")
    }
    let least = thresholds.whole(Self.leastExamples)
    let found = evidence.classes.filter { tally in
      let (people, machine) = (tally.human.count, tally.machine.count)
      return machine > 0 && (people == 0 || (people < least && machine >= 10 * people))
    }
    return CheckOutcome(found.map { finding($0, evidence) })
  }

  private func finding(_ tally: ClassSummary.Tally, _ evidence: CheckEvidence) -> Finding {
    let names = evidence.dataset.classNames
    let rows = evidence.labelledRows.filter { row in
      evidence.byClass.labelSources[row] == .machine
        && ByteString(names[Int(evidence.labels[row])]) == ByteString(tally.name)
    }
    let people = tally.human.count
    let examples: FindingText =
      people == 0 ? "people never used it" : "people used it only \(people, "time")"
    return finding(
      "Auto-labelling used \(name: tally.name) for \(tally.machine.count, "image"); \(examples)",
      count: tally.machine.count, of: evidence.count(.machine),
      places: evidence.places(ofLabels: rows),
      details: [
        FindingDetail("class", .text(tally.name)), FindingDetail("human", .whole(people)),
        FindingDetail("machine", .whole(tally.machine.count)),
      ])
  }
}
