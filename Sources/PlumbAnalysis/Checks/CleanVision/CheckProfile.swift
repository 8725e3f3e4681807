import PlumbImageFacts

/// A set of definitions that images are judged by.
package enum CheckProfile: String, Sendable, Hashable, CaseIterable {
  /// Plumb's own.
  case standard = "default"
  /// Those of CleanVision 0.3, with its thresholds and its faults, for those who compare.
  case cleanVision = "cleanvision"

  /// Every check, those on images by these definitions.
  package var checks: [any Check] {
    switch self {
    case .standard: allChecks
    case .cleanVision:
      allChecks.map { check in
        cleanVisionChecks.first { $0.description.id == check.description.id } ?? check
      }
    }
  }
}

/// The checks that the profile `cleanvision` puts in the place of those with the same ids.
let cleanVisionChecks: [any Check] = [
  CleanVisionScore(
    of: ImageThresholdCheck.dark, issue: "dark", score: \.dark, threshold: 0.32,
    meaning: "the brightness that 99 % of the pixels are below"),
  CleanVisionScore(
    of: ImageThresholdCheck.light, issue: "light", score: \.light, threshold: 0.05,
    meaning: "the distance from white that 95 % of the pixels are within"),
  CleanVisionScore(
    of: ImageThresholdCheck.oddAspectRatio, issue: "odd_aspect_ratio", score: \.oddAspectRatio,
    threshold: 0.35,
    meaning: "the shorter side as a fraction of the longer side"),
  CleanVisionScore(
    of: ImageThresholdCheck.lowInformation, issue: "low_information", score: \.lowInformation,
    threshold: 0.3,
    meaning: "a tenth of the entropy of the levels of all channels together"),
  CleanVisionScore(
    of: ImageThresholdCheck.blurry, issue: "blurry", score: \.blurry, threshold: 0.29,
    meaning: "the score of edges and levels at 64 pixels"),
  CleanVisionScore(
    of: GrayscaleImages(), issue: "grayscale", score: \.grayscale, threshold: 1,
    meaning: "0 for images stored as gray"),
  CleanVisionOddSize(), CleanVisionDuplicates.exact, CleanVisionDuplicates.near,
]

extension CheckEvidence {
  /// Examines CleanVision's scores, or skips with the reason if there are none.
  func withCleanVision(
    _ look: ([(row: Int, scores: CleanVisionScores)]) -> CheckOutcome
  ) -> CheckOutcome {
    withImages { images in
      images.cleanVision.isEmpty
        ? .skipped("CleanVision's scores were not computed") : look(images.cleanVision)
    }
  }
}
