import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbReports

/// From what labels are suspected: whatever the user has.
struct SuspectOptions: ParsableArguments {
  @OptionGroup(title: "Workers' answers") var answers: AnswersOptions
  @OptionGroup(title: "Predictions") var predictions: PredictionOptions
  @OptionGroup(title: "Images") var images: ImageOptions

  /// Whether the user named evidence.
  var isNamed: Bool {
    answers.answers != nil || predictions.predictions != nil || wantsImages
  }

  private var wantsImages: Bool { images.images != nil || images.fetch == true }

  /// The images, if they were named or are needed.
  func openImages(_ loaded: Job, areNeeded: Bool = false) throws -> JobImages? {
    guard areNeeded || wantsImages else { return nil }
    if let found = try images.open(loaded) { return found }
    throw ReportError(
      "no images; pass their folder with --images DIR.")
  }

  /// Ranks the labels of a job that was read with its other attributes.
  ///
  /// - Parameters:
  ///   - images: Where given, equal pictures with different labels are evidence too.
  ///   - log: Records images that cannot be read.
  /// - Returns: The ranking, and whether answers were lost.
  func report(
    _ loaded: Job, images: JobImages?, log: inout ImageLog, quiet: Bool
  ) async throws -> (report: SuspectReport, isIncomplete: Bool) {
    try loaded.requireLabels()
    var input = JobQuality.Input(others: loaded.otherLabels)
    try answers.fill(&input, for: loaded, quiet: quiet)
    input.predictions = try predictions.load(for: loaded)
    if let images {
      var bar = ProgressBar(quiet: quiet)
      defer { bar.clear() }
      input.samePictures = try await images.equalFiles(log: &log) { bar.show("images", $0, of: $1) }
    }
    let report = SuspectReport(SuspectEvidence(loaded.labels, input), loaded.labels)
    return (report, input.votes?.isIncomplete ?? false)
  }
}
