import PlumbLabels

/// Images in which hardly anything is not white.
struct LightImages: Check {
  private static let darkness = Threshold(
    "darkness", 0.05, in: 0...1,
    "an image is found where 95 % of it is nearer to white than this, from 0 (white) to 1 (black)")

  var description: CheckDescription {
    CheckDescription(
      "light", .images, .warning, question: "Are there images that are nearly white?",
      importance: "Overexposed and empty images hold nothing to learn from.",
      thresholds: [Self.darkness], command: "plumb check JOB --images DIR --only light --json",
      needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[Self.darkness]) {
        1 - $0.lowBrightness
      } note: {
        "95 % is brighter than \(decimal: $0.lowBrightness)"
      }
      return outcome(places, of: images) { "\($0, "image is", "images are") nearly white" }
    }
  }
}
