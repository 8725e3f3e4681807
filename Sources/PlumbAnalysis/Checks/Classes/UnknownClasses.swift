import PlumbLabels
import PlumbText

/// Classes of labels that the label category file does not have.
struct UnknownClasses: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "unknown-classes", group: .classes, severity: .warning,
      question: "Are all classes in the manifest listed in the label category file?",
      importance: """
        Other classes come from another job or another version of the class list: their meaning may \
        have changed, and their indices do not match the file.
        """, command: "plumb summary JOB --csv | cut -d, -f1-3")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard let categories = evidence.categories else {
      return .skipped(UnusedClasses.needsCategories)
    }
    let known = Set(categories.map { ByteString($0) })
    let names = evidence.dataset.classNames
    let unknown = Set(names.indices.filter { !known.contains(ByteString(names[$0])) })
    if unknown.isEmpty { return .passed }
    let rows = evidence.labels.indices.filter { unknown.contains(Int(evidence.labels[$0])) }
    return .found([
      finding(
        """
        \(unknown.count, "class", "classes") with \(rows.count, "label") \
        \(words: unknown.count == 1 ? "is" : "are") missing from the label category file: \
        \(names: unknown.sorted().map { names[$0] })
        """, count: unknown.count, of: names.count,
        places: evidence.places(ofLabels: rows) { "\(name: names[Int(evidence.labels[$0])])" },
        details: [FindingDetail("classes", .list(unknown.sorted().map { .text(names[$0]) }))])
    ])
  }
}
