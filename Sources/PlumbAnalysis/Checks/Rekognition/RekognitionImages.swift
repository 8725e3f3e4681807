import PlumbImageFacts
import PlumbLabels

/// Images that Rekognition Custom Labels does not take for their size.
struct RekognitionImages: Check {
  private static let sides = 64...4_096
  private static let mostBytes = 15_000_000
  private static let longestRatio = 20

  var description: CheckDescription {
    CheckDescription(
      id: "rekognition-images", group: .rekognition, severity: .warning,
      question: "Does Rekognition Custom Labels accept every image?",
      importance: "Rekognition Custom Labels leaves other images out of training.",
      command: "plumb check JOB --images DIR --only rekognition-images --json",
      needsImages: true, isOnRequest: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      var findings: [Finding] = []
      func add(
        _ code: RekognitionCode, _ message: (Int) -> FindingText,
        where isOutside: (MeasuredImage) -> Bool
      ) {
        let found = images.images.indices.filter { isOutside(images.images[$0]) }
        guard !found.isEmpty else { return }
        findings.append(
          finding(
            message(found.count), count: found.count, of: images.rows.count,
            places: found.map {
              evidence.place(images.rows[$0], images.images[$0].sizeText)
            }
          ).foreseeing(code))
      }
      add(.imageDimension) {
        """
        \($0, "image has", "images have") a side below \(Self.sides.lowerBound) or above \
        \(Self.sides.upperBound) pixels
        """
      } where: {
        !Self.sides.contains($0.width) || !Self.sides.contains($0.height)
      }
      add(.invalidImage) {
        """
        \($0, "image has", "images have") a longer side of more than \(Self.longestRatio) times \
        the shorter side
        """
      } where: {
        max($0.width, $0.height) > Self.longestRatio * min($0.width, $0.height)
      }
      add(.invalidImage) {
        "\($0, "image is", "images are") larger than \(Self.mostBytes / 1_000_000) MB"
      } where: {
        $0.byteCount > Self.mostBytes
      }
      return CheckOutcome(findings)
    }
  }
}
