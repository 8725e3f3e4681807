import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbStores

extension JobImages {
  /// What the images of all rows are like; an image that stands on several lines is measured once.
  ///
  /// The images must have been prepared for measuring.
  ///
  /// - Parameters:
  ///   - dataset: The labels that the images belong to.
  ///   - log: Takes note of what cannot be read.
  ///   - progress: Is told how many are done, of how many.
  /// - Throws: `CancellationError`.
  public func measurements(
    of dataset: Dataset, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws -> ImageMeasurements {
    let repeated = Set(dataset.duplicates.map(\.row))
    let rows = (0..<dataset.count).filter { !repeated.contains($0) }
    var measurements = ImageMeasurements()
    try await forEach(rows, log: &log) { row, outcome in
      measurements.append(outcome, row: row)
      progress(measurements.count, rows.count)
    }
    return measurements
  }
}

extension ImageMeasurements {
  fileprivate mutating func append(_ outcome: ImageOutcome, row: Int) {
    switch outcome {
    case .failed(let failure):
      append(
        ImageTrouble(
          code: failure.code.rawValue, words: failure.code.words, message: failure.message),
        row: row)
    case .shown(_, let facts):
      guard let measures = facts.measures else { return }
      let damage = facts.notes.first(where: \.isWarning).map {
        ImageTrouble(code: $0.rawValue, words: "damaged", message: $0.words)
      }
      append(
        ImageMeasure(facts, measures), row: row, damage: damage,
        cleanVision: facts.cleanVision.map(CleanVisionJudgement.init))
    }
  }
}

extension ImageMeasure {
  fileprivate init(_ facts: ImageFacts, _ measures: PictureMeasures) {
    self.init(
      width: facts.width, height: facts.height, byteCount: facts.byteCount,
      contentHash: facts.contentHash.words, lowBrightness: Double(measures.lowBrightness),
      highBrightness: Double(measures.highBrightness),
      meanBrightness: Double(measures.meanBrightness), entropy: Double(measures.entropy),
      sharpness: measures.sharpness.isNaN ? nil : Double(measures.sharpness),
      colourShare: Double(measures.colourShare), meanColour: measures.meanColour,
      perceptualHash: measures.perceptualHash,
      differenceHash: measures.differenceHash)
  }
}

extension CleanVisionJudgement {
  fileprivate init(_ scores: CleanVisionScores) {
    self.init(
      dark: scores.dark, light: scores.light, oddAspectRatio: scores.oddAspectRatio,
      lowInformation: scores.lowInformation, blurry: scores.blurry, grayscale: scores.grayscale,
      side: scores.side, pixelHash: scores.pixelHash.words,
      perceptualHash: scores.perceptualHash)
  }
}
