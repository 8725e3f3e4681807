import PlumbImageFacts
import PlumbImages
import PlumbLabels

/// One image that could not be shown, or only with a warning.
package struct ImageProblem: Sendable, Hashable {
  /// The physical line of the manifest, from 1.
  package var line: Int
  /// The image's reference.
  package var image: String
  /// The stable code of the failure or note.
  package var code: String
  /// What was seen or tried.
  package var message: String
  /// What it means for the report.
  package var effect: Effect

  /// What trouble with an image means for the report.
  package enum Effect: String, Sendable, Hashable, CaseIterable {
    /// A placeholder is shown instead.
    case failure
    /// It is shown, and may not be the picture that was meant.
    case warning
    /// It is shown as it should be; its file is odd.
    case note
  }
}

/// What happened while images were read; each image is recorded once, however often it was used.
package struct ImageLog: Sendable {
  private var byRow: [Int: [ImageProblem]] = [:]
  /// Files that were given to a decoder.
  package private(set) var decoded = 0
  /// Images of which the cache knew all.
  package private(set) var fromCache = 0
  /// Why nothing was added to the cache; nil if all was well.
  package private(set) var cacheProblem: String?
  /// What is said once about where the images are.
  package private(set) var notes: [String] = []

  /// Nothing happened yet.
  package init() {}

  /// Everything that could not be shown as it should, by line.
  package var problems: [ImageProblem] { byRow.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// Rows whose image could not be shown.
  package var failureCount: Int { byRow.values.count { $0.contains { $0.effect == .failure } } }

  package mutating func add(_ outcome: ImageOutcome, row: Int, _ dataset: Dataset) {
    let problems = Self.problems(outcome).map { code, message, effect in
      ImageProblem(
        line: Int(dataset.lines[row]), image: dataset.references.string(row), code: code,
        message: message, effect: effect)
    }
    // An image with several classes is there once for each.
    if !problems.isEmpty { byRow[dataset.imageRow(row)] = problems }
  }

  package mutating func add(_ statistics: ScanStatistics) {
    decoded += statistics.decoded
    fromCache += statistics.fromCache
    cacheProblem = cacheProblem ?? statistics.cacheProblem
    notes += statistics.notes.filter { !notes.contains($0) }
  }

  private static func problems(_ outcome: ImageOutcome) -> [(String, String, ImageProblem.Effect)] {
    switch outcome {
    case .failed(let failure): [(failure.code.rawValue, failure.message, .failure)]
    case .shown(_, let facts):
      facts.notes.filter(\.isOdd).map {
        ($0.rawValue, facts.words($0), $0.isWarning ? .warning : .note)
      }
    }
  }
}
