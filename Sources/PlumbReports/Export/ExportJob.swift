import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbSystem

/// The whole input of an export.
public struct ExportJob {
  /// The labels.
  public var dataset: Dataset
  /// What the manifest is called.
  public var manifestName: String
  /// Which lines are written.
  public var selection = ExportSelection()
  /// Opens the manifest once more; nil where the export does not ask for it.
  public var manifest: (() throws -> any ByteSource)?
  /// The workers' answers; nil where none were found.
  public var answers: ExportAnswers?
  /// The images; nil where they are not at hand.
  public var images: ExportImages?
  /// The parts of a split.
  public var fractions = SplitFractions.standard
  /// Whether a split is written as folders of images, too.
  public var splitsImages = false
  /// Drives every random choice.
  public var seed: UInt64 = 0
  /// The version of plumb.
  public var version: String

  /// Makes the input of labels alone.
  public init(dataset: Dataset, manifestName: String, version: String = "") {
    self.dataset = dataset
    self.manifestName = manifestName
    self.version = version
  }

  /// Opens the manifest, for exports that need it.
  func openManifest() throws -> any ByteSource {
    guard let manifest else { throw ReportError("the manifest cannot be read a second time.") }
    return try manifest()
  }

  /// The rows with a label that are selected, in the order of the manifest.
  func labelledRows() throws -> [Int] {
    let rows = selection.labelledRows(of: dataset, seed: seed)
    guard rows.isEmpty else { return rows }
    throw ReportError(
      dataset.kinds.contains(.labelled)
        ? "\(manifestName): the selection matches no label; relax the conditions."
        : "\(manifestName): no line has a label under '\(dataset.attribute.name)'.")
  }
}

/// The workers' answers, as an export writes them.
public struct ExportAnswers: Sendable {
  /// The answers, matched to the rows of the labels.
  public let votes: Votes
  /// What is odd about them.
  public let problems: [VoteProblem]
  /// What each worker is called.
  public let workerNames: [String]
  /// The user that each worker is, at the identity provider; nil where it is not known or not told.
  public let workerSubjects: [String?]

  /// Puts the answers and what is odd about them together.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - problems: What is odd about them.
  ///   - isAnonymous: Whether workers get anonymous names, see `workerAliases`.
  public init(votes: Votes, problems: [VoteProblem], isAnonymous: Bool = false) {
    self.votes = votes
    self.problems = problems
    workerNames = isAnonymous ? workerAliases(votes) : votes.workerNames
    workerSubjects =
      isAnonymous ? Array(repeating: nil, count: workerNames.count) : votes.workerSubjects
  }
}

/// The images, as an export needs them.
public struct ExportImages: Sendable {
  /// Finds the files.
  public var source: any ImageSource
  /// Looks at what is in them.
  public var images: JobImages
  /// Whether files are copied where links could be made.
  public var copies: Bool

  /// Puts the images together.
  public init(source: any ImageSource, images: JobImages, copies: Bool = false) {
    self.source = source
    self.images = images
    self.copies = copies
  }
}
