/// Images that are there twice under different names, with the same label.
struct ExactDuplicates: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "exact-duplicates", group: .duplicates, severity: .warning,
      question: "Is every image file unique, whatever its name?",
      importance: """
        Copies get more weight than other images in training. If one copy is in the training set \
        and another in the test set, the test measures memorisation.
        """, command: "plumb check JOB --images DIR --only exact-duplicates --json",
      needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let groups = ContentGroups(images, evidence).groups.filter { !evidence.conflict($0) }
      let places = groups.flatMap { rows in
        rows.dropFirst().map {
          evidence.place($0, "same file as line \(evidence.line(rows[0]))")
        }
      }
      return outcome(places, of: images) {
        """
        \($0, "image is a copy of another", "images are copies of others") under another name, in \
        \(groups.count, "group")
        """
      }
    }
  }
}
