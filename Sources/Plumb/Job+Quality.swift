import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbPages
import PlumbReports
import PlumbSystem
import PlumbText

extension Job {
  /// What is concluded about the labels from answers, confidences, repeated images, other attributes
  /// and predictions: agreement, workers, suspected label errors.
  ///
  /// - Parameters:
  ///   - answers: The workers' answers, as ``answers(in:progress:)`` gives them; nil for none.
  ///   - predictions: What a model of yours says, as ``predictions(_:)`` gives it; nil for none.
  public func quality(
    answers: LoadedVotes? = nil, predictions: MatchedPredictions? = nil
  ) -> JobQuality {
    JobQuality(
      labels,
      JobQuality.Input(votes: answers, predictions: predictions, others: otherLabels))
  }

  /// Puts a model's class probabilities to the labels.
  ///
  /// - Parameter predictions: As one of `allPredictionFormats` reads them.
  /// - Throws: `FormatError` if no image or no class fits.
  public func predictions(_ predictions: Predictions) throws -> MatchedPredictions {
    try MatchedPredictions(predictions, labels)
  }

  /// Compares the labels with labels that are known to be right, or are another's.
  ///
  /// - Parameters:
  ///   - reference: Another label attribute of the manifest, a file of labels, or another job.
  ///   - column: The column of the labels in a file; nil to find it by its name.
  /// - Returns: Agreement, a confusion matrix, and how far confidences can be relied on.
  /// - Throws: ``ReportError`` if no image or no class of the job is in them, and whatever makes
  ///   them unreadable.
  public func comparison(
    with reference: String, column: String? = nil
  ) throws -> ComparisonReport {
    let found = try ReferenceLocator(
      name: reference, attribute: nil, column: column, options: options
    ).match(self)
    return ComparisonReport(labels, found.references, name: reference, manifestName: name)
  }

  /// Writes the report: page, PDF, figures, tables and checks.
  ///
  /// - Parameters:
  ///   - folder: Where it goes; it is made where it is missing.
  ///   - images: Where the images are; nil for a report without pictures.
  ///   - answers: The workers' answers; nil for none.
  /// - Returns: The files that were written, and what was left out.
  /// - Throws: `OutputError` if a file cannot be written, and whatever keeps the images from being
  ///   opened.
  public func writeReport(
    to folder: String, images: ImageOptions? = nil, answers: LoadedVotes? = nil
  ) async throws -> FigureFiles.Outcome {
    PangoTextMetrics.prepare()
    try OutputFile.prepareFolder(folder)
    let plan = checkPlan(CheckSettings())
    var evidence = Evidence(
      dataset: labels, summary: summary,
      images: try images.flatMap { try self.images($0, measuring: plan.measuring) })
    evidence.quality = quality(answers: answers)
    var log = ImageLog()
    let page = PageOptions(version: plumbVersion, contentHash: contentHash?.hexadecimal)
    return try await FullReport(
      evidence, folder: folder, pageOptions: page, checkPlan: plan
    ).write(log: &log) { _, _, _ in }
  }
}
