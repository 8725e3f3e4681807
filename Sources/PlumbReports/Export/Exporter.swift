import PlumbLabels

/// One format that `plumb export` writes.
///
/// To add a format, add a file with a member and name it in ``allExporters``.
package protocol Exporter: Sendable {
  /// What it is called on the command line.
  var name: String { get }

  /// What it is for: a phrase that begins with a small letter and has no full stop.
  var words: String { get }

  /// Where it goes.
  var form: ExportForm { get }

  /// What it takes besides the labels.
  var needs: ExportNeeds { get }

  /// The kinds of labels that it can write.
  var takes: Set<LabelKind> { get }

  /// Writes the export.
  ///
  /// - Parameters:
  ///   - job: The labels and whatever ``needs`` names.
  ///   - output: Where to; of the kind that ``form`` names.
  ///   - progress: Called with the amount done and the total.
  /// - Returns: What was written and what was left out.
  /// - Throws: `OutputError` if the system refuses to write, ``ReportError`` if the job cannot be
  ///   written in this format, and `CancellationError`.
  func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome
}

extension Exporter {
  /// Usually all that have classes of whole images.
  package var takes: Set<LabelKind> { .classes }
}

/// Where an export goes.
package enum ExportForm: String, Sendable, Hashable {
  /// To standard output, or one file.
  case stream
  /// One file that has to have a name.
  case file
  /// A folder of several files.
  case folder
}

/// What an export takes besides the labels.
package struct ExportNeeds: OptionSet, Sendable, Hashable {
  /// The bits.
  package let rawValue: Int

  /// Makes a set of its bits.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The bytes of the manifest, read again.
  package static let manifest = ExportNeeds(rawValue: 1)
  /// The workers' answers, where they are found.
  package static let answers = ExportNeeds(rawValue: 2)
  /// The images; there is no export without them.
  package static let images = ExportNeeds(rawValue: 4)
  /// The images, where they are at hand.
  package static let optionalImages = ExportNeeds(rawValue: 8)
  /// The shares of a split.
  package static let fractions = ExportNeeds(rawValue: 16)
}

/// Where an export is written to.
package enum ExportOutput {
  /// A stream, which takes whole lines at a time.
  case stream(([UInt8]) throws -> Void)
  /// The path of a file or folder.
  case path(String)
}

/// The outcome of an export.
package struct ExportOutcome: Sendable {
  /// Paths of the files and folders that were written; empty for a stream.
  package var files: [String] = []
  /// Notes for the user: sentences without a full stop.
  ///
  /// They hold data from the manifest: escape them before they are shown.
  package var notes: [String] = []
  /// What happened to the images.
  package var log = ImageLog()

  /// Makes an outcome of files that were written.
  package init(files: [String] = []) { self.files = files }
}

/// Every format of an export, in the order of the manual.
package let allExporters: [any Exporter] =
  allTableFormats.map { TableExporter(format: $0) }
  + [
    DatabaseExporter(), ManifestExporter(), RekognitionExporter(), ImageFolderExporter(),
    SplitExporter(),
  ]
