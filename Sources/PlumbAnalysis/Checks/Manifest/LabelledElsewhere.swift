import PlumbLabels

/// Lines that are labelled, but not under the attribute in use.
struct LabelledElsewhere: Check {
  /// The maximum number of attributes in the message; the details list all.
  private static let listed = 3

  var description: CheckDescription {
    CheckDescription(
      id: "labelled-elsewhere", group: .manifest, severity: .warning,
      question: "Are all labels under the selected label attribute?",
      importance: """
        Counts, figures and exports cover one label attribute. They leave out lines that are \
        labelled only under another one, as happens when jobs are merged into one file.
        """, command: "plumb summary JOB --attribute NAME")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let dataset = evidence.dataset
    let elsewhere = dataset.elsewhere
    guard !elsewhere.isEmpty else { return .passed }
    let count = elsewhere.rows.count
    let message: FindingText = """
      \(count, "line has", "lines have") no label under \(name: dataset.attribute.name), but \
      \(words: count == 1 ? "has" : "have") one under another attribute
      """
    return .found([
      finding(
        message + ": " + Self.list(elsewhere.attributes), count: count, of: dataset.recordCount,
        places: elsewhere.rows.map { row in
          evidence.place(row, Self.note(elsewhere.attributes(ofRow: row)))
        },
        details: [
          FindingDetail("attributes", .list(elsewhere.attributes.map { .text($0.name) })),
          FindingDetail("lines", .list(elsewhere.attributes.map { .whole($0.rowCount) })),
        ])
    ])
  }

  private static func list(_ attributes: [LabelsElsewhere.Attribute]) -> FindingText {
    var text: FindingText = ""
    for (place, one) in attributes.prefix(listed).enumerated() {
      text = text + "\(words: place == 0 ? "" : ", ")\(name: one.name) (\(one.rowCount, "line")"
      if let unreadable = one.unreadable { text = text + "; \(words: unreadable), not read" }
      text = text + ")"
    }
    let rest = attributes.count - listed
    return rest > 0 ? text + " and \(rest) more" : text
  }

  private static func note(_ attributes: [LabelsElsewhere.Attribute]) -> FindingText {
    "labelled under \(names: attributes.prefix(listed).map(\.name))"
  }
}
