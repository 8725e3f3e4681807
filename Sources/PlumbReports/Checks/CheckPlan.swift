import PlumbAnalysis
import PlumbImages
import PlumbLabels

/// Which checks a command runs, with which thresholds, and their inputs besides labels and images.
package struct CheckPlan: Sendable {
  /// The definitions of image quality that the image checks use.
  package var profile = CheckProfile.standard
  /// Which checks run, and with which thresholds.
  package var settings = CheckSettings()
  /// Findings of this severity and above fail the run.
  package var failOn = Severity.error
  /// The file with the user's thresholds; nil for none.
  package var configuration: String?
  /// The classes of the label category file; nil if there is none.
  package var categories: [String]?
  /// The size of the manifest's file in bytes; nil if unknown.
  package var manifestByteCount: Int?
  /// Whether the job is finished; nil if unknown.
  package var stage: JobStage?
  /// The paths and options of the run, for the commands that the checks suggest.
  package var commands = SuggestedCommands()
  /// The name of the manifest on the command line.
  package var manifestName: String
  /// The program's version.
  package var version: String

  /// Runs every check with its defaults.
  package init(manifestName: String, version: String) {
    self.manifestName = manifestName
    self.version = version
  }

  /// What has to be measured in the images.
  package var measuring: Measuring {
    guard needsImages else { return .nothing }
    return profile == .cleanVision ? .cleanVision : .pictures
  }

  /// Whether any check of the plan needs the images.
  package var needsImages: Bool {
    profile.checks.map(\.description).contains {
      $0.needsImages && settings.only?.contains($0.id) ?? true
    }
  }

  /// Runs the checks on a job.
  ///
  /// - Parameters:
  ///   - dataset: The labels.
  ///   - images: The measurements of the images; nil if they were not measured.
  package func report(on dataset: Dataset, images: ImageMeasurements?) -> CheckReport {
    var evidence = CheckEvidence(
      dataset, categories: categories, images: images, manifestByteCount: manifestByteCount)
    evidence.stage = stage
    let results = runChecks(profile.checks, on: evidence, with: settings)
    return CheckReport(
      commands.completed(results, own: dataset.labelling.attributes), on: evidence,
      setup: CheckReport.Setup(
        manifestName: manifestName, failOn: failOn, profile: profile.rawValue,
        configuration: configuration, version: version))
  }
}
