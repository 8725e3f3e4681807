import PlumbLabels
import PlumbText

/// Manifests of chained jobs: which of several label attributes is used.
struct SeveralAttributes: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "several-attributes", group: .manifest, severity: .note,
      question: "Does the manifest have more than one label attribute?",
      importance: """
        Each chained job adds an attribute, and these checks cover one of them. A training job gets \
        its attribute by name and does not notice when it is the wrong one.
        """, command: "plumb check JOB --attribute NAME")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let names = evidence.dataset.attributes.map(\.name)
    guard names.count > 1 else { return .passed }
    let own = evidence.dataset.labelling.attributes
    let used = Set(own.map(ByteString.init))
    let others = names.filter { !used.contains(ByteString($0)) }
    if others.isEmpty { return .passed }
    return .found([
      finding(
        """
        The manifest has \(names.count) label attributes; the checks cover \(names: own), not \
        \(names: others)
        """, count: names.count, of: names.count,
        details: [FindingDetail("attributes", .list(names.map { .text($0) }))])
    ])
  }
}
