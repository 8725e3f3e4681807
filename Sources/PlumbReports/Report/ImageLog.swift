import PlumbImages
import PlumbLabels

/// One image that could not be shown, or only with a warning.
public struct ImageProblem: Sendable, Hashable {
  /// The physical line of the manifest, from 1.
  public var line: Int
  /// The image's reference.
  public var image: String
  /// The stable code of the failure or note.
  public var code: String
  /// What was seen or tried.
  public var message: String
  /// Whether the image is missing from the report; else it is shown with a warning.
  public var isFailure: Bool
}

/// What happened while images were looked at; each image is told once, however often it was needed.
public struct ImageLog: Sendable {
  private var byRow: [Int: [ImageProblem]] = [:]
  /// Files that were given to a decoder.
  public private(set) var decoded = 0
  /// Images of which the cache knew all.
  public private(set) var fromCache = 0
  /// Why nothing was added to the cache; nil where all was well.
  public private(set) var cacheProblem: String?

  /// Nothing happened yet.
  public init() {}

  /// Everything that could not be shown as it should, by line.
  public var problems: [ImageProblem] { byRow.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// Rows whose image could not be shown.
  public var failureCount: Int { byRow.values.count { $0.contains(where: \.isFailure) } }

  mutating func add(_ outcome: ImageOutcome, row: Int, _ dataset: Dataset) {
    let problems = Self.problems(outcome).map { code, message, isFailure in
      ImageProblem(
        line: Int(dataset.lines[row]), image: dataset.references.string(row), code: code,
        message: message, isFailure: isFailure)
    }
    if !problems.isEmpty { byRow[row] = problems }
  }

  mutating func add(_ statistics: ScanStatistics) {
    decoded += statistics.decoded
    fromCache += statistics.fromCache
    cacheProblem = cacheProblem ?? statistics.cacheProblem
  }

  private static func problems(_ outcome: ImageOutcome) -> [(String, String, Bool)] {
    switch outcome {
    case .failed(let failure): [(failure.code.rawValue, failure.message, true)]
    case .shown(_, let facts):
      facts.notes.filter(\.isWarning).map { ($0.rawValue, $0.words, false) }
    }
  }
}
