import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbSystem
import PlumbText

/// Manifests for training, validation and test.
struct SplitExporter: Exporter {
  var name: String { "split" }
  var words: String { "training and validation manifests, stratified by class" }
  var form: ExportForm { .folder }
  var takes: Set<LabelKind> { .oneClass }
  var needs: ExportNeeds { [.manifest, .optionalImages, .fractions] }

  func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    try job.require(takes, for: "\(name)")
    let folder = try OutputFolder(path: try output.path(of: self))
    let rows = try job.labelledRows()
    var together = ImageGroups(job.dataset)
    var log = ImageLog()
    let contents = try await Self.contents(
      of: rows, job, log: &log, isolation: isolation, progress: progress)
    together.join(contents)
    let groups = together.groups(of: rows)
    let plan = SplitPlan(groups, of: job.dataset, job.fractions, seed: job.seed)
    let summary = SplitSummary(job, plan, groups: groups)
    var outcome = try await write(
      plan, summary: summary, job: job, to: folder, isolation: isolation, progress: progress)
    if !job.splitsImages {
      outcome.log = log
      outcome.notes += Self.words(log)
    }
    return outcome
  }

  /// The hashes of the files of rows, where the images are at hand.
  private static func contents(
    of rows: [Int], _ job: ExportJob, log: inout ImageLog, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> [(row: Int, hash: ContentHash)] {
    guard let images = job.images?.images else { return [] }
    var contents: [(row: Int, hash: ContentHash)] = []
    var done = 0
    try await images.forEach(rows, log: &log, isolation: isolation) { row, outcome in
      if case .shown(_, let facts) = outcome { contents.append((row, facts.contentHash)) }
      done += 1
      progress(done, rows.count)
    }
    return contents
  }

  private static func words(_ log: ImageLog) -> [String] {
    guard log.failureCount > 0 else { return log.notes }
    return log.notes + [
      "\(ExportWords.number(log.failureCount, "image")) could not be read, so repeats of them were "
        + "found by reference only"
    ]
  }

  private func write(
    _ plan: SplitPlan, summary: SplitSummary, job: ExportJob, to folder: OutputFolder,
    isolation: isolated (any Actor)?, progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    let names = job.fractions.names.map { "\($0).manifest" } + [SplitSummary.fileName]
    var outcome = ExportOutcome(files: names.map { "\(folder.path)/\($0)" })
    outcome.notes = summary.notes
    guard job.splitsImages else {
      try folder.begin(names)
      try writeManifests(plan, summary: summary, job: job, to: folder)
      return outcome
    }
    var files = try await ImageFolderFiles.find(
      plan.rows.map { ($0.row, job.fractions.names[$0.part]) }, job, isolation: isolation,
      progress: progress)
    try folder.begin(names + files.paths)
    try writeManifests(plan, summary: summary, job: job, to: folder)
    try files.place(in: folder, job, progress: progress)
    outcome.files += (files.written + job.fractions.names).map { "\(folder.path)/\($0)" }
    outcome.notes += files.notes(folder)
    outcome.log = files.log
    return outcome
  }

  private func writeManifests(
    _ plan: SplitPlan, summary: SplitSummary, job: ExportJob, to folder: OutputFolder
  ) throws {
    let outputs = try job.fractions.names.map { name throws(OutputError) in
      try OutputFile(path: "\(folder.path)/\(name).manifest")
    }
    let source = try job.openManifest()
    let lines = LinePlaces(job.dataset, plan.rows.map { ($0.row, $0.part) })
    try LineRouter.copy(
      from: { try source.read(into: $0) }, to: outputs.count, choosing: { lines[$0] },
      write: { part, bytes in try bytes.withUnsafeBytes { try outputs[part].write($0) } })
    for output in outputs { try output.commit() }
    try OutputFile.write(
      Array((summary.json.pretty + "\n").utf8), to: "\(folder.path)/\(SplitSummary.fileName)")
  }
}
