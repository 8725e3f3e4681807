import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbStores

/// Looks on while images are looked at for other ends, in whatever order, and keeps what they are
/// like: so checks need no look of their own.
final class MeasurementCollector {
  private enum Kept {
    case measured(ImageFacts)
    case failed(ImageFailure)
  }

  private let repeated: Set<Int>
  private var kept: [(row: Int, what: Kept)] = []

  /// Prepares for the images of a dataset; one that stands on several lines counts at the first.
  init(_ dataset: Dataset) { repeated = Set(dataset.duplicates.map(\.row)) }

  /// Takes note of a row's image.
  func add(_ row: Int, _ outcome: ImageOutcome) {
    guard !repeated.contains(row) else { return }
    switch outcome {
    case .failed(let failure): kept.append((row, .failed(failure)))
    case .shown(_, let facts): kept.append((row, .measured(facts)))
    }
  }

  /// Everything that was seen, by row; a row that was seen twice counts once.
  var measurements: ImageMeasurements {
    var measurements = ImageMeasurements()
    var last = -1
    for (row, what) in kept.sorted(by: { $0.row < $1.row }) where row != last {
      last = row
      switch what {
      case .failed(let failure): measurements.append(failure, row: row)
      case .measured(let facts): measurements.append(facts, row: row)
      }
    }
    return measurements
  }
}

extension ImageMeasurements {
  /// Adds what one image came to; rows come in ascending order.
  mutating func append(_ outcome: ImageOutcome, row: Int) {
    switch outcome {
    case .failed(let failure): append(failure, row: row)
    case .shown(_, let facts): append(facts, row: row)
    }
  }

  fileprivate mutating func append(_ failure: ImageFailure, row: Int) {
    append(
      ImageTrouble(
        code: failure.code.rawValue, words: failure.code.words, message: failure.message),
      row: row)
  }

  fileprivate mutating func append(_ facts: ImageFacts, row: Int) {
    guard let measures = facts.measures else { return }
    let damage = facts.notes.first(where: \.isWarning).map {
      ImageTrouble(code: $0.rawValue, words: "damaged", message: $0.words)
    }
    append(
      ImageMeasure(facts, measures), row: row, damage: damage,
      cleanVision: facts.cleanVision.map(CleanVisionJudgement.init))
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
