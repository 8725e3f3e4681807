import PlumbLabels

/// Images that are far longer than wide, or the other way round.
struct OddAspectRatio: Check {
  private static let ratio = Threshold(
    "ratio", 0.35, in: 0...1, "an image is found whose shorter side is less than this of the longer"
  )

  var description: CheckDescription {
    CheckDescription(
      "odd-aspect-ratio", .images, .warning, question: "Are there images that are mere strips?",
      importance: """
        Training crops or squeezes images to a square: of a strip, the labelled thing may be cut off \
        or squeezed beyond recognition.
        """, thresholds: [Self.ratio],
      command: "plumb check JOB --images DIR --only odd-aspect-ratio --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[Self.ratio]) {
        Double(min($0.width, $0.height)) / Double(max($0.width, $0.height))
      } note: {
        $0.sizeText
      }
      return outcome(places, of: images) {
        "\($0, "image has", "images have") an unusual aspect ratio"
      }
    }
  }
}
