/// Classes with too few labels to be learnt or judged.
struct RareClasses: Check {
  private static let leastLabels = Threshold(
    "least-labels", whole: 10, in: 1...1_000_000, meaning: "minimum number of labels of a class")

  var description: CheckDescription {
    CheckDescription(
      id: "rare-classes", group: .classes, severity: .warning,
      question: "Does every class have enough labels?",
      importance: """
        A handful of images is too few to train or test on, and a single wrong label among them \
        spoils the class.
        """, thresholds: [Self.leastLabels],
      command: "plumb pdf JOB --images DIR --per-class 10 -o rare.pdf")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let least = thresholds.whole(Self.leastLabels)
    // From the rarest up; classes come sorted from the most frequent down.
    let rare = Array(evidence.classes.filter { $0.count < least }.reversed())
    if rare.isEmpty { return .passed }
    let list = rare.prefix(5).enumerated().reduce("" as FindingText) { text, next in
      text
        + "\(words: next.offset == 0 ? "" : ", ")\(name: next.element.name) \(next.element.count)"
    }
    let rest: FindingText = rare.count > 5 ? " and \(rare.count - 5) more" : ""
    return .found([
      finding(
        """
        \(rare.count) of \(evidence.classes.count, "class", "classes") \
        \(words: rare.count == 1 ? "has" : "have") fewer than \(least) labels: \(list)\(rest)
        """, count: rare.count, of: evidence.classes.count,
        details: [
          FindingDetail("classes", .list(rare.map { .text($0.name) })),
          FindingDetail("labels", .list(rare.map { .whole($0.count) })),
        ])
    ])
  }
}
