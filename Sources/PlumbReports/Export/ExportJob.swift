import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbSystem

/// The whole input of an export.
package struct ExportJob {
  /// The labels.
  package var dataset: Dataset
  /// What the manifest is called.
  package var manifestName: String
  /// Which lines are written.
  package var selection = ExportSelection()
  /// Opens the manifest again; nil if the export does not need it.
  package var manifest: (() throws -> any ByteSource)?
  /// The workers' answers; nil if none were found.
  package var answers: ExportAnswers?
  /// The images; nil if they are not at hand.
  package var images: ExportImages?
  /// The parts of a split.
  package var fractions = SplitFractions.standard
  /// Whether a split is written as folders of images, too.
  package var splitsImages = false
  /// Whether CSV starts with a byte order mark.
  package var startsWithByteOrderMark = false
  /// Drives every random choice.
  package var seed: UInt64 = 0
  /// The version of plumb.
  package var version: String

  /// Makes the input of labels alone.
  package init(dataset: Dataset, manifestName: String, version: String = "") {
    self.dataset = dataset
    self.manifestName = manifestName
    self.version = version
  }

  /// Opens the manifest, for exports that need it.
  func openManifest() throws -> any ByteSource {
    guard let manifest else { throw ReportError("the manifest cannot be read a second time.") }
    return try manifest()
  }

  /// Throws if an export cannot hold labels of this kind.
  func require(_ kinds: Set<LabelKind>, for format: String) throws(ReportError) {
    let kind = dataset.labelling.kind
    if kinds.contains(kind) { return }
    throw ReportError(
      "\(manifestName): '\(dataset.attribute.name)' holds \(kind.holds), which \(format) cannot "
        + "hold; use --format csv, jsonl, sqlite or manifest.")
  }

  /// The rows with a label that are selected, in the order of the manifest.
  func labelledRows() throws -> [Int] {
    if selection.perClass != nil, dataset.labelSets != nil {
      throw ReportError(
        "\(manifestName): --per-class needs one class per image, and these have several; use --limit."
      )
    }
    let rows = selection.labelledRows(of: dataset, seed: seed)
    guard rows.isEmpty else { return rows }
    throw ReportError(
      dataset.kinds.contains(.labelled)
        ? "\(manifestName): the selection matches no label; relax the conditions."
        : "\(manifestName): no line has a label under '\(dataset.attribute.name)'.")
  }
}

/// The workers' answers, as an export writes them.
package struct ExportAnswers: Sendable {
  /// The answers, matched to the rows of the labels.
  package let votes: Votes
  /// Problems with the answers.
  package let problems: [VoteProblem]
  /// What each worker is called.
  package let workerNames: [String]
  /// The user of each worker at the identity provider; nil if unknown or hidden.
  package let workerSubjects: [String?]

  /// Puts the answers and what is odd about them together.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - problems: Problems with the answers.
  ///   - isAnonymous: Whether workers get anonymous names, see `workerAliases`.
  package init(votes: Votes, problems: [VoteProblem], isAnonymous: Bool = false) {
    self.votes = votes
    self.problems = problems
    workerNames = isAnonymous ? workerAliases(votes) : votes.workerNames
    workerSubjects =
      isAnonymous ? Array(repeating: nil, count: workerNames.count) : votes.workerSubjects
  }
}

/// The images, as an export needs them.
package struct ExportImages: Sendable {
  /// Finds the files.
  package var source: any ImageSource
  /// Looks at what is in them.
  package var images: JobImages
  /// Whether files are copied where links could be made.
  package var copies: Bool

  /// Puts the images together.
  package init(source: any ImageSource, images: JobImages, copies: Bool = false) {
    self.source = source
    self.images = images
    self.copies = copies
  }
}
