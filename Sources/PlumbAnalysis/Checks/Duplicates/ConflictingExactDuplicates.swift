/// Images that are there twice under different names, with different labels.
struct ConflictingExactDuplicates: Check {
  var description: CheckDescription {
    CheckDescription(
      "conflicting-exact-duplicates", .duplicates, .error,
      question: "Has an image that is there under two names the same label each time?",
      importance: "It is the same file: one of the labels is wrong, and a model is told both.",
      command: "plumb check JOB --images DIR --only conflicting-exact-duplicates --json",
      needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let groups = ContentGroups(images, evidence).groups
      let places = groups.flatMap { rows in
        evidence.oddLabels(rows).map { row in
          let other = rows.first { evidence.conflict([row, $0]) } ?? row
          return evidence.place(
            row,
            """
            \(evidence.labelText(row)); the same file is \(evidence.labelText(other)) on line \
            \(evidence.line(other))
            """)
        }
      }
      return outcome(places, of: images) {
        """
        \($0, "image has", "images have") another label than the same file under another name
        """
      }
    }
  }
}
