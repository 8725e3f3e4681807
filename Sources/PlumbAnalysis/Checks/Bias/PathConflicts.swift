import PlumbLabels

/// Labels that contradict the image's path.
struct PathConflicts: Check {
  private static let agreement = Threshold(
    "agreement", 0.5, in: 0...1,
    meaning:
      "class names in paths are used only if at least this share of the labels agrees with them")
  private static let purity = Threshold(
    "purity", 0.9, in: 0.5...1,
    meaning: "any other word is used if at least this share of its images has the same class")

  var description: CheckDescription {
    CheckDescription(
      id: "path-conflicts", group: .bias, severity: .warning,
      question: "Do the labels agree with the images' paths?",
      importance: """
        Images are often sorted into folders by class when they are collected. Where the path and \
        the label disagree, one of them is wrong.
        """, thresholds: [Self.agreement, Self.purity],
      command: "plumb check JOB --only path-conflicts --json | jq '.checks[].findings[].places'")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard evidence.classes.count > 1 else { return .skipped("there are fewer than two classes") }
    let hints = PathHints(
      evidence,
      PathHints.Limits(
        agreement: thresholds[Self.agreement], purity: thresholds[Self.purity]))
    guard !hints.hints.isEmpty else {
      return .skipped("the image paths give no hint about the classes")
    }
    var conflicts: [Conflict] = []
    var looked = 0
    for row in evidence.answers.indices where evidence.isLabelled(row) {
      let found = hints.hints(row)
      if found.isEmpty { continue }
      looked += 1
      if found.contains(where: { evidence.has($0.hint.classID, row: row) }) { continue }
      if let best = found.max(by: {
        ($0.hint.isName ? 1 : 0, $0.hint.purity) < ($1.hint.isName ? 1 : 0, $1.hint.purity)
      }) {
        conflicts.append(Conflict(row: row, word: best.word, hint: best.hint))
      }
    }
    if conflicts.isEmpty { return .passed }
    conflicts.sort { ($1.rank, $0.row) < ($0.rank, $1.row) }
    return .found([
      finding(
        """
        \(conflicts.count, "label contradicts", "labels contradict") the image's path, out of \
        \(looked) whose path hints at a class
        """, count: conflicts.count, of: looked,
        places: conflicts.map { evidence.place($0.row, $0.note(hints, evidence)) })
    ])
  }

  private struct Conflict {
    var row: Int
    var word: Int32
    var hint: PathHints.Hint

    var rank: Double { hint.purity + (hint.isName ? 1 : 0) }

    func note(_ hints: PathHints, _ evidence: CheckEvidence) -> FindingText {
      let names = evidence.dataset.classNames
      let label: FindingText = "labelled \(evidence.labelText(row))"
      let word = String(decoding: hints.words.words[Int(self.word)], as: UTF8.self)
      if hint.isName { return label + ", but the path contains \(name: word)" }
      return label + """
        , but \(share: hint.purity) of the images with \(name: word) in their path are \
        \(name: names[hint.classID])
        """
    }
  }
}
