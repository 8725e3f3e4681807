import PlumbLabels

/// Images of few pixels.
struct TinyImages: Check {
  private static let leastSide = Threshold(
    "least-side", whole: 64, in: 1...65_500,
    "an image is found whose shorter side has fewer pixels")

  var description: CheckDescription {
    CheckDescription(
      "tiny", .images, .warning, question: "Are there images of few pixels?",
      importance: """
        Models enlarge them to their own size, several hundred pixels: what they learn is the \
        enlargement. Thumbnails are often taken for images by mistake.
        """, thresholds: [Self.leastSide],
      command: "plumb check JOB --images DIR --only tiny --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[Self.leastSide]) {
        Double(min($0.width, $0.height))
      } note: {
        $0.sizeText
      }
      return outcome(places, of: images) { "\($0, "image is", "images are") tiny" }
    }
  }
}
