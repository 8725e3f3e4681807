import PlumbLabels
import PlumbText

/// Class names with an invisible space at either end.
struct ClassNameSpaces: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "class-name-spaces", group: .classes, severity: .note,
      question: "Are all class names free of spaces at their ends?",
      importance: """
        A space at either end of a name is invisible, but part of the name: programs that look for \
        the name without it find nothing.
        """, command: "plumb summary JOB --json | jq '.classes[].name'")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let padded = evidence.dataset.namesWithOuterSpaces
    if padded.isEmpty { return .passed }
    let names = evidence.dataset.classNames
    let wanted = Set(padded.map { ByteString($0) })
    let ids = Set(names.indices.filter { wanted.contains(ByteString(names[$0])) })
    let rows = evidence.labels.indices.filter { ids.contains(Int(evidence.labels[$0])) }
    return .found([
      finding(
        """
        \(padded.count, "class name starts", "class names start") or \
        \(words: padded.count == 1 ? "ends" : "end") with a space: \
        \(names: padded)
        """, count: padded.count, of: names.count,
        places: evidence.places(ofLabels: rows) { "\(name: names[Int(evidence.labels[$0])])" },
        details: [FindingDetail("classes", .list(padded.map { .text($0) }))])
    ])
  }
}
