/// Images that look like others with another label.
struct ConflictingNearDuplicates: Check {
  var description: CheckDescription {
    CheckDescription(
      "conflicting-near-duplicates", .duplicates, .warning,
      question: "Have images that look alike the same label?",
      importance: """
        Where two images can hardly be told apart, different labels mean that one is wrong, or that \
        the classes cannot be told apart by looking.
        """, thresholds: NearPairs.thresholds,
      command: "plumb check JOB --images DIR --only conflicting-near-duplicates --json",
      needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let near = NearPairs(images, evidence, thresholds)
      if near.conflicting.isEmpty { return .passed }
      return .found([
        finding(
          """
          \(near.conflicting.count, "image has", "images have") another label than most that look \
          like \(words: near.conflicting.count == 1 ? "it" : "them")
          """, count: near.conflicting.count, of: images.rows.count,
          places: near.conflicting.map { pair in
            evidence.place(
              pair.row,
              """
              \(evidence.labelText(pair.row)); \(pair.distanceText) line \(evidence.line(pair.other)), \
              \(evidence.labelText(pair.other))
              """, value: Double(pair.distance))
          }, details: near.details)
      ])
    }
  }
}
