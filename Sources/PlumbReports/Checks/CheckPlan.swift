import PlumbAnalysis
import PlumbImages
import PlumbLabels

/// Which checks a command runs, by which numbers, and what they are given besides labels and images.
package struct CheckPlan: Sendable {
  /// The definitions that images are judged by.
  package var profile = CheckProfile.standard
  /// Which checks are run, and by which numbers.
  package var settings = CheckSettings()
  /// Findings of this weight and above fail the run.
  package var failOn = Severity.error
  /// Where the user's thresholds are from; nil for none.
  package var configuration: String?
  /// The classes of the label category file; nil where there is none at hand.
  package var categories: [String]?
  /// The size of the manifest's file in bytes; nil where it is not known.
  package var manifestByteCount: Int?
  /// What the manifest was called on the command line.
  package var manifestName: String
  /// The program's version.
  package var version: String

  /// Every check as it comes.
  package init(manifestName: String, version: String) {
    self.manifestName = manifestName
    self.version = version
  }

  /// What has to be found out about the images.
  package var measuring: Measuring {
    guard needsImages else { return .nothing }
    return profile == .cleanVision ? .cleanVision : .pictures
  }

  /// Whether a check that is run looks at the images.
  package var needsImages: Bool {
    profile.checks.map(\.description).contains {
      $0.needsImages && settings.only?.contains($0.id) ?? true
    }
  }

  /// Asks every question of a job.
  ///
  /// - Parameters:
  ///   - dataset: The labels.
  ///   - images: What the images are like; nil where nobody looked at them.
  package func report(on dataset: Dataset, images: ImageMeasurements?) -> CheckReport {
    let evidence = CheckEvidence(
      dataset, categories: categories, images: images, manifestByteCount: manifestByteCount)
    return CheckReport(
      runChecks(profile.checks, evidence, settings), evidence,
      CheckReport.Setup(
        manifestName: manifestName, failOn: failOn, profile: profile.rawValue,
        configuration: configuration, version: version))
  }
}
