import PlumbImageFacts
import PlumbLabels

/// Gray images among coloured ones, or the other way round.
struct GrayscaleImages: Check {
  private static let share = Threshold(
    "share", 0.001, in: 0...1, meaning: "maximum share of coloured pixels in a gray image")

  var description: CheckDescription {
    CheckDescription(
      id: "grayscale", group: .images, severity: .note,
      question: "Are the images either all in colour or all gray?",
      importance: """
        If the gray images belong to one class or source, a model learns the missing colour instead. \
        Plumb judges the pixels, because gray images are often stored as RGB.
        """, thresholds: [Self.share],
      command: "plumb check JOB --images DIR --only grayscale --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let isGray = images.images.map { $0.colourShare <= thresholds[Self.share] }
      let grayIsRare = isGray.count(where: \.self) * 2 <= isGray.count
      let rows = isGray.indices.filter { isGray[$0] == grayIsRare }.map { images.rows[$0] }
      return outcome(rows.map { evidence.place($0) }, of: images) {
        grayIsRare
          ? "\($0, "image is", "images are") gray; the others are in colour"
          : "\($0, "image is", "images are") in colour; the others are gray"
      }
    }
  }
}
