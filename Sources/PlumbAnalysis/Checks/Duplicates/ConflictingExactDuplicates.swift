/// Images that are there twice under different names, with different labels.
struct ConflictingExactDuplicates: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "conflicting-exact-duplicates", group: .duplicates, severity: .error,
      question: "Do copies of an image under different names have the same label?",
      importance:
        "The files are identical, so one of the labels is wrong, and a model is trained on both.",
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
            \(evidence.labelText(row)), but the same file on line \(evidence.line(other)) is \
            \(evidence.labelText(other))
            """)
        }
      }
      return outcome(places, of: images) {
        """
        \($0, "image has", "images have") a different label from the same file under another name
        """
      }
    }
  }
}
