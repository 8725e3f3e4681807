/// Images that look like others with the same label.
struct NearDuplicates: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "near-duplicates", group: .duplicates, severity: .warning,
      question: "Do any images with the same label look alike?",
      importance: """
        Resized copies and frames of one video get more weight than other images and leak from the \
        training set into the test set: keep each group on one side of the split.
        """, thresholds: NearPairs.thresholds,
      command: "plumb check JOB --images DIR --only near-duplicates --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let near = NearPairs(among: images, evidence: evidence, thresholds: thresholds)
      let pairs = near.agreeing
      if pairs.isEmpty { return .passed }
      return .found([
        finding(
          """
          \(pairs.count, "image looks like an earlier one", "images look like earlier ones") with the \
          same label
          """, count: pairs.count, of: images.rows.count,
          places: pairs.map {
            evidence.place(
              $0.row, "\($0.distanceText) line \(evidence.line($0.other))",
              value: Double($0.distance))
          }, details: near.details)
      ])
    }
  }
}
