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
    if let found = try images.open(loaded, byClass: true) { return found }
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
    var input = loaded.attributeEvidence
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

  /// Labels with several classes per image, ranked.
  struct RankedSets {
    /// The labels.
    var ranking: SetSuspects
    /// What they were ranked by; nil for answers.
    var predictions: MatchedPredictions?
    /// Whether answers were lost.
    var isIncomplete: Bool
  }

  /// Ranks labels with several classes per image.
  ///
  /// - Throws: `ReportError` if there is nothing to judge them by.
  func rankedSets(_ loaded: Job, quiet: Bool) throws -> RankedSets {
    try loaded.requireLabels()
    if wantsImages, !quiet {
      Terminal.say("note: Pictures are not compared where images have several classes.")
    }
    var input = JobQuality.Input()
    try answers.fill(&input, for: loaded, quiet: quiet)
    let predictions = try predictions.load(for: loaded)
    let ranking = loaded.setSuspects(answers: input.votes, predictions: predictions)
    guard let ranked = ranking.value else {
      let reasons = [ranking.reason, input.answersProblem].compactMap(\.self)
      throw ReportError(
        "\(loaded.name): \(reasons.joined(separator: "; ")); pass the probabilities of a model with "
          + "--predictions model.csv, or the job's folder with --answers DIR")
    }
    return RankedSets(
      ranking: ranked, predictions: predictions, isIncomplete: input.votes?.isIncomplete ?? false)
  }
}
