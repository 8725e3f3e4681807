import PlumbLabels
import PlumbText

/// Classes of the label category file that no label has.
struct UnusedClasses: Check {
  static let needsCategories: FindingText = """
    no label category file (annotation-tool/data.json in the job's folder); pass one with \
    --categories
    """

  var description: CheckDescription {
    CheckDescription(
      id: "unused-classes", group: .classes, severity: .warning,
      question: "Is every class in the label category file used?",
      importance: """
        A class without labels cannot be learnt, and the manifest does not show that it is missing. \
        Either it does not occur in the images, or the workers did not understand it.
        """, command: "plumb summary JOB --csv | cut -d, -f1-3")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard let categories = evidence.categories else { return .skipped(Self.needsCategories) }
    let used = Set(evidence.dataset.classNames.map { ByteString($0) })
    let unused = categories.filter { !used.contains(ByteString($0)) }
    if unused.isEmpty { return .passed }
    return .found([
      finding(
        """
        \(unused.count) of \(categories.count, "class", "classes") \
        \(words: unused.count == 1 ? "is" : "are") never used: \(names: unused)
        """, count: unused.count, of: categories.count,
        details: [FindingDetail("classes", .list(unused.map { .text($0) }))])
    ])
  }
}
