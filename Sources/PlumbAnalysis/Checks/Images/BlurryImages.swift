import PlumbLabels

/// Images without any fine structure.
struct BlurryImages: Check {
  private static let sharpness = Threshold(
    "sharpness", 0.15, in: 0...5,
    "an image is found whose sharpness (mean square of the spatial frequency at 248 pixels) is below "
      + "this; photographs in focus have 0.5 to 2")

  var description: CheckDescription {
    CheckDescription(
      "blurry", .images, .warning, question: "Are there images that are out of focus?",
      importance: """
        What cannot be made out cannot be labelled well. The default is where edges are spread over \
        some 0.4 % of the longer side: slight softness of large photographs does not count.
        """, thresholds: [Self.sharpness],
      command: "plumb check JOB --images DIR --only blurry --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[Self.sharpness]) {
        $0.entropy < ImageMeasure.leastEntropy ? nil : $0.sharpness
      } note: {
        "sharpness \(decimal: $0.sharpness ?? 0)"
      }
      return outcome(places, of: images) { "\($0, "image is", "images are") blurry" }
    }
  }
}
