import PlumbImageFacts
import PlumbLabels

/// Images of which only a part can be read, and whole ones in flawed files.
struct DamagedImages: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "damaged-images", group: .images, severity: .error, question: "Are the images complete?",
      importance: """
        A truncated or damaged file shows only part of the image: many programs reject it, others \
        fill the rest with gray. A whole picture in a flawed file (no end marker, stray bytes, a \
        wrong checksum) is a warning: strict programs reject it.
        """, command: "plumb report JOB --images DIR -o report", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      var findings: [Finding] = []
      if !images.damaged.isEmpty {
        findings.append(
          finding(
            "\(images.damaged.count, "image is", "images are") truncated or damaged",
            count: images.damaged.count, of: images.rows.count,
            places: places(images.damaged, evidence)))
      }
      if !images.flawed.isEmpty {
        findings.append(
          finding(
            "\(images.flawed.count, "image is", "images are") whole, but in a flawed file",
            count: images.flawed.count, of: images.rows.count, severity: .warning,
            places: places(images.flawed, evidence)))
      }
      return CheckOutcome(findings)
    }
  }

  private func places(
    _ images: [(row: Int, words: String)], _ evidence: CheckEvidence
  ) -> [FindingPlace] {
    images.map { evidence.place($0.row, "\(quotation: $0.words)") }
  }
}
