import PlumbImageFacts
import PlumbLabels

/// Images of which only a part can be read.
struct DamagedImages: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "damaged-images", group: .images, severity: .error, question: "Are the images complete?",
      importance: """
        A truncated or damaged file shows only part of the image: many programs reject it, others \
        fill the rest with gray.
        """, command: "plumb report JOB --images DIR -o report", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      outcome(
        images.damaged.map { evidence.place($0.row, "\(quotation: $0.note.words)") },
        of: images
      ) { "\($0, "image is", "images are") truncated or damaged" }
    }
  }
}
