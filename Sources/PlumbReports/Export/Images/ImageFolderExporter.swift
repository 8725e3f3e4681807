import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbSystem
import PlumbText

/// The images in folders by class, as loaders for training read them.
struct ImageFolderExporter: Exporter {
  var name: String { "imagefolder" }
  var words: String { "images as DIR/class/name, with an index" }
  var form: ExportForm { .folder }
  var takes: Set<LabelKind> { .oneClass }
  var needs: ExportNeeds { .images }

  func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    try job.require(takes, for: "\(name)")
    let folder = try OutputFolder(path: try output.path(of: self))
    let rows = try job.labelledRows()
    var files = try await ImageFolderFiles.find(
      rows.map { ($0, "") }, job, isolation: isolation, progress: progress)
    try folder.begin(files.paths)
    try files.place(in: folder, job, progress: progress)
    var outcome = ExportOutcome(files: files.written.map { "\(folder.path)/\($0)" } + [folder.path])
    outcome.notes = files.notes(folder)
    if let note = job.dataset.elsewhere.note(attribute: job.dataset.attribute.name) {
      outcome.notes.append("left out: " + note)
    }
    outcome.log = files.log
    return outcome
  }
}

/// Images that are to be put into folders by class.
struct ImageFolderFiles {
  private var entries: [ImageNames.Entry] = []
  private var names: [String] = []
  private var classCount = 0
  /// What is said once about where the images are.
  private var sourceNotes: [String] = []

  /// What could not be found.
  private(set) var log = ImageLog()

  /// How many images are missing.
  var missingCount: Int { log.failureCount }

  /// The list of images, and that of missing ones where there are any.
  var written: [String] {
    [ImageIndex.fileName] + (missingCount > 0 ? [ImageIndex.problemsName] : [])
  }

  /// Every file that will be in the folder.
  var paths: [String] { written + names }

  /// Finds the images and gives them names; nothing is written yet.
  ///
  /// - Parameter rows: The dataset's rows, each with its part of a split.
  static func find(
    _ rows: [(row: Int, part: String)], _ job: ExportJob, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ImageFolderFiles {
    guard let images = job.images else {
      throw ReportError(
        "no images; pass their folder with --images DIR.")
    }
    var files = ImageFolderFiles()
    let requests = rows.enumerated().map { index, row in
      ImageRequest(row: index, reference: job.dataset.reference(row.row))
    }
    let finder = ImageFinder(source: images.source)
    try await finder.forEach(requests, isolation: isolation) {
      let (row, part) = rows[$0.row]
      switch $1 {
      case .success(let file): files.entries.append(.init(row: row, part: part, file: file))
      case .failure(let failure): files.log.add(.failed(failure), row: row, job.dataset)
      }
      progress($0.row + 1, rows.count)
    }
    files.sourceNotes = finder.notes
    files.names = ImageNames(files.entries, of: job.dataset).paths
    files.classCount = Set(files.entries.map { job.dataset.row($0.row).classID ?? -1 }).count
    return files
  }

  /// Puts the images and their lists into the folder, which has begun with ``paths``.
  mutating func place(
    in folder: OutputFolder, _ job: ExportJob, progress: (Int, Int) -> Void
  ) throws {
    try ImageIndex.write(
      entries, paths: names, of: job.dataset, to: "\(folder.path)/\(ImageIndex.fileName)")
    if missingCount > 0 {
      try ImageIndex.writeProblems(
        log.problems, to: "\(folder.path)/\(ImageIndex.problemsName)")
    }
    for (index, entry) in entries.enumerated() {
      try Task.checkCancellation()
      try folder.place(entry.file.path, as: names[index], copies: job.images?.copies ?? false)
      progress(index + 1, entries.count)
    }
  }

  /// What is said at the end.
  func notes(_ folder: OutputFolder) -> [String] {
    var notes = [
      "\(ExportWords.number(entries.count, "image")) in "
        + (classCount == 1
          ? "the folder of 1 class" : "folders of \(NumberText.whole(classCount)) classes")
    ]
    if folder.copiedCount > 0 {
      notes.append(
        "\(ExportWords.number(folder.copiedCount, "image")) copied: hard links are not possible here"
      )
    }
    if missingCount > 0 {
      notes.append(
        "\(ExportWords.number(missingCount, "image")) left out (missing or not an image); see "
          + "\(ImageIndex.problemsName)")
    }
    return notes + sourceNotes
  }
}
