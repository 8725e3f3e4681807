/// Classes that are far rarer than an equal share.
///
/// The line is Datalab's (cleanlab): a tenth of 1/K of the labels for K classes. Datalab names only
/// the rarest class; here all below the line are named.
struct ClassImbalance: Check {
  private static let share = Threshold(
    "share", 0.1, in: 0...1, "a class with less than this share of an equal share is found")

  var description: CheckDescription {
    CheckDescription(
      "class-imbalance", .classes, .warning, question: "Are the classes of comparable size?",
      importance: """
        A model that never says the rare class is still right nearly always; measure each class by \
        itself, or label more of it.
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
    let verb = small.count == 1 ? "is" : "are"
    return .found([
      finding(
        """
        \(small.count) of \(evidence.classes.count, "class", "classes") \(words: verb) far below an \
        equal share of \(Int(equal.rounded())) labels: \(names: small.map(\.name)); the largest, \
        \(name: largest.name), has \(largest.count)
        """, count: small.count, of: evidence.classes.count,
        details: [
          FindingDetail("classes", .list(small.map { .text($0.name) })),
          FindingDetail("labels", .list(small.map { .whole($0.count) })),
          FindingDetail("equal_share", .number(equal)),
        ])
    ])
  }
}
