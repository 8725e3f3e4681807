import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbPages
import PlumbReports
import PlumbSystem
import PlumbText

extension Job {
  /// Analyses agreement, workers and suspected label errors, with the evidence of answers,
  /// confidences, repeated images, other attributes and predictions.
  ///
  /// - Parameters:
  ///   - answers: The workers' answers from ``answers(in:progress:)``; nil for none.
  ///   - predictions: Your model's predictions from ``predictions(_:)``; nil for none.
  public func quality(
    answers: LoadedVotes? = nil, predictions: MatchedPredictions? = nil
  ) -> JobQuality {
    var input = attributeEvidence
    (input.votes, input.predictions) = (answers, predictions)
    return JobQuality(labels, input)
  }

  /// Ranks labels with several classes per image by the classes that they may have too many or lack.
  ///
  /// - Parameters:
  ///   - answers: The workers' answers from ``answers(in:progress:)``; nil for none.
  ///   - predictions: The probability of each class by your model, read as `PredictionKind.eachClass`; nil
  ///     to judge by the answers.
  /// - Returns: The ranking; not defined for labels of one class per image, or without evidence.
  public func setSuspects(
    answers: LoadedVotes? = nil, predictions: MatchedPredictions? = nil
  ) -> Measured<SetSuspects> {
    guard labels.labelling.kind == .multiple else {
      return .notDefined(because: "the labels have one class per image; use quality()")
    }
    let sets = answers.flatMap { loaded in loaded.sets.map { (loaded.votes, $0) } }
    return SetSuspects.rank(labels, predictions: predictions, answers: sets)
  }

  /// What the manifest itself has besides the labels: a model's answers to the same images, and other
  /// label attributes.
  package var attributeEvidence: JobQuality.Input {
    let model = modelAnswers
    var input = JobQuality.Input(
      others: otherLabels.filter { other in
        model.map { ByteString($0.attribute.name) != ByteString(other.attribute.name) } ?? true
      })
    input.modelAnswers = model
    return input
  }

  /// Matches a model's class probabilities to the labels.
  ///
  /// - Parameter predictions: The predictions, read by one of `allPredictionFormats`.
  /// - Throws: `FormatError` if no image or no class matches.
  public func predictions(_ predictions: Predictions) throws -> MatchedPredictions {
    try MatchedPredictions(predictions, labels)
  }

  /// Compares the labels with known correct labels, or with those of another attribute or job.
  ///
  /// - Parameters:
  ///   - truth: Another label attribute of the manifest, a file of labels, or another job.
  ///   - column: The column of the labels in a file; nil to find it by its name.
  /// - Returns: Agreement, a confusion matrix, and the calibration of confidences.
  /// - Throws: `ReportError` if they contain no image or no class of the job, or the error that
  ///   makes them unreadable.
  public func comparison(
    with truth: String, column: String? = nil
  ) throws -> ComparisonReport {
    let found = try TruthLocator(
      name: truth, attribute: nil, column: column, options: options
    ).match(self)
    return ComparisonReport(labels, found.truth, name: truth, manifestName: name)
  }

  /// Writes the report: page, PDF, figures, tables and checks.
  ///
  /// - Parameters:
  ///   - folder: The output folder; created if missing.
  ///   - images: Where the images are; nil for a report without pictures.
  ///   - answers: The workers' answers; nil for none.
  /// - Returns: The files that were written, and what was left out.
  /// - Throws: `OutputError` if a file cannot be written, or the error that keeps the images from
  ///   being opened.
  public func writeReport(
    to folder: String, images: ImageOptions? = nil, answers: LoadedVotes? = nil
  ) async throws -> FigureFiles.Outcome {
    try require(.classes, for: "writeReport")
    PangoTextMetrics.prepare()
    try OutputFile.prepareFolder(folder)
    var plan = checkPlan(CheckSettings())
    plan.commands.imageOptions = images.flatMap(imageWords)
    var evidence = Evidence(
      dataset: labels, summary: summary,
      images: try images.flatMap {
        try self.images($0, measuring: plan.measuring, byClass: true)
      })
    evidence.quality = quality(answers: answers)
    var log = ImageLog()
    let page = PageOptions(version: plumbVersion, contentHash: contentHash?.hexadecimal)
    return try await FullReport(
      evidence, folder: folder, pageOptions: page, checkPlan: plan
    ).write(log: &log) { _, _, _ in }
  }
}
