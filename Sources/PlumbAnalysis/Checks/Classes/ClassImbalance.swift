/// Classes that are far rarer than an equal share.
///
/// The line is Datalab's (cleanlab): a tenth of 1/K of the labels for K classes. Datalab names only
/// the rarest class; here all below the line are named.
struct ClassImbalance: Check {
  private static let share = Threshold(
    "share", 0.1, in: 0...1,
    meaning: "minimum size of a class, as a fraction of an equal share of the labels")

  var description: CheckDescription {
    CheckDescription(
      id: "class-imbalance", group: .classes, severity: .warning,
      question: "Do the classes have comparable numbers of labels?",
      importance: """
        A model that never predicts a rare class is still right nearly always. Measure each class \
        separately, or label more of the rare ones.
        """, thresholds: [Self.share], command: "plumb figures JOB -o figures")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard let largest = evidence.classes.first, evidence.classes.count > 1 else {
      return .skipped("there are fewer than two classes")
    }
    let equal = Double(evidence.labelCount) / Double(evidence.classes.count)
    let small = Array(
      evidence.classes.filter { Double($0.count) < thresholds[Self.share] * equal }.reversed())
    if small.isEmpty { return .passed }
    let verb = small.count == 1 ? "has" : "have"
    return .found([
      finding(
        """
        \(small.count) of \(evidence.classes.count, "class", "classes") \(words: verb) far fewer \
        labels than an equal share (\(Int(equal.rounded()))): \(names: small.map(\.name)); the \
        largest, \(name: largest.name), has \(largest.count)
        """, count: small.count, of: evidence.classes.count,
        details: [
          FindingDetail("classes", .list(small.map { .text($0.name) })),
          FindingDetail("labels", .list(small.map { .whole($0.count) })),
          FindingDetail("equal_share", .number(equal)),
        ])
    ])
  }
}
