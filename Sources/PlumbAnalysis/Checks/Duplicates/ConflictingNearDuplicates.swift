/// Near-duplicate images with different labels.
struct ConflictingNearDuplicates: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "conflicting-near-duplicates", group: .duplicates, severity: .warning,
      question: "Do images that look alike have the same label?",
      importance: """
        If two images are nearly indistinguishable but their labels differ, either one label is \
        wrong or the classes cannot be distinguished visually.
        """, thresholds: NearPairs.thresholds,
      command: "plumb check JOB --images DIR --only conflicting-near-duplicates --json",
      needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let near = NearPairs(among: images, evidence: evidence, thresholds: thresholds)
      if near.conflicting.isEmpty { return .passed }
      return .found([
        finding(
          """
          \(near.conflicting.count, "image has", "images have") a different label from most images \
          that look like \(words: near.conflicting.count == 1 ? "it" : "them")
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
