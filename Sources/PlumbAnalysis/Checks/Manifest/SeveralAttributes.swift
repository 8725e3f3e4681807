import PlumbLabels

/// Manifests of chained jobs: which of several label attributes is looked at.
struct SeveralAttributes: Check {
  var description: CheckDescription {
    CheckDescription(
      "several-attributes", .manifest, .note,
      question: "Has the manifest several label attributes?",
      importance: """
        Chained jobs leave one attribute each. Everything here is about one of them; a training job \
        is told its attribute by name, and takes the wrong one without a word.
        """, command: "plumb check JOB --attribute NAME")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let names = evidence.dataset.attributes.map(\.name)
    guard names.count > 1 else { return .passed }
    let own = evidence.dataset.attribute.name
    let others = names.filter { !$0.utf8.elementsEqual(own.utf8) }
    return .found([
      finding(
        """
        The manifest has \(names.count) label attributes; \(name: own) is looked at, \
        not \(names: others)
        """, count: names.count, of: names.count,
        details: [FindingDetail("attributes", .list(names.map { .text($0) }))])
    ])
  }
}
