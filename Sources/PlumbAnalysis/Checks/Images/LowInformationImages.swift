import PlumbLabels

/// Images with hardly anything in them.
struct LowInformationImages: Check {
  private static let entropy = Threshold(
    "entropy", ImageMeasure.leastEntropy, in: 0...8,
    "an image is found whose channels have less entropy than this, in bits; photographs have 6 to 8"
  )

  var description: CheckDescription {
    CheckDescription(
      "low-information", .images, .warning,
      question: "Are there images with hardly anything in them?",
      importance: "Empty areas, placeholders and failed exports have labels that nothing supports.",
      thresholds: [Self.entropy],
      command: "plumb check JOB --images DIR --only low-information --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[Self.entropy]) {
        $0.entropy
      } note: {
        "entropy \(decimal: $0.entropy) bits"
      }
      return outcome(places, of: images) {
        "\($0, "image has", "images have") hardly anything in \(words: $0 == 1 ? "it" : "them")"
      }
    }
  }
}
