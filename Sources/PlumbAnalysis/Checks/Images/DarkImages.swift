import PlumbLabels

/// Images in which hardly anything is bright.
struct DarkImages: Check {
  private static let brightness = Threshold(
    "brightness", 0.32, in: 0...1,
    "an image is found where 99 % of it is darker than this, from 0 (black) to 1 (white)")

  var description: CheckDescription {
    CheckDescription(
      "dark", .images, .warning, question: "Are there images that are too dark to see anything?",
      importance: "Where nothing can be seen, workers guess, and the label is a guess.",
      thresholds: [Self.brightness], command: "plumb check JOB --images DIR --only dark --json",
      needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[Self.brightness]) {
        $0.highBrightness
      } note: {
        "99 % is darker than \(decimal: $0.highBrightness)"
      }
      return outcome(places, of: images) { "\($0, "image is", "images are") dark" }
    }
  }
}
