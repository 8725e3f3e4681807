import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbPages
import PlumbReports
import PlumbSystem
import PlumbText

struct SuspectsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspects",
    abstract: "List suspected label errors, most suspicious first, with the reasons.",
    discussion: """
      Uses whatever there is: the workers' answers, your model's predictions, equal pictures, another \
      label attribute, a model's answers in the manifest, confidences. Says when that is too weak to rank \
      by. For labels with several classes per image, lists the classes that are probably superfluous or \
      missing, by your model's predictions or else by the workers' answers.

      EXAMPLES
        plumb suspects my-job/ --top 20
        plumb suspects my-job/ --images photos -o suspects
        plumb suspects output.manifest --predictions model.csv --json
      """)

  @OptionGroup var job: JobOptions
  @OptionGroup var evidence: SuspectOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many labels are listed.", valueName: "n"))
  var top = 50

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Print a CSV record for each label.")
  var csv = false

  @OptionGroup var mark: ByteOrderMarkOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder for a sheet of the labels with their pictures, as PDF, PNG and SVG.",
      valueName: "dir"))
  var output: OutputPath?

  func validate() throws {
    if json && csv { throw ValidationError("Use --json or --csv, not both.") }
    try mark.validate(csv: csv)
    if top < 1 { throw ValidationError("--top is \(top); it must be 1 or more.") }
  }

  func run() async throws {
    let loaded = try job.load(others: true)
    try loaded.require(.classes, for: "plumb suspects")
    if loaded.labels.labelling.kind == .multiple { return try await runSets(loaded) }
    var log = ImageLog()
    let jobImages = try evidence.openImages(loaded, areNeeded: output != nil)
    let (report, isIncomplete) = try await evidence.report(
      loaded, images: jobImages, log: &log, quiet: job.quiet)
    let list = SuspectList(report, loaded.labels, manifestName: loaded.name, top: top)
    Terminal.print(json ? list.json.pretty + "\n" : csv ? mark.text(list.csv) : list.text)
    if let output, let jobImages {
      try await writeSheet(jobImages, job: loaded, to: output.path, log: &log) {
        try await $0.list(report, images: jobImages, evidence: $1, log: &$2)
      }
    }
    throw isIncomplete ? ExitStatus.incomplete : loaded.status(images: log)
  }

  /// The same for labels with several classes per image.
  private func runSets(_ loaded: Job) async throws {
    var log = ImageLog()
    let jobImages = output == nil ? nil : try evidence.openImages(loaded, areNeeded: true)
    let sets = try evidence.rankedSets(loaded, quiet: job.quiet)
    let list = SetSuspectList(
      sets.ranking, predictions: sets.predictions, loaded.labels, manifestName: loaded.name,
      top: top)
    Terminal.print(json ? list.json.pretty + "\n" : csv ? mark.text(list.csv) : list.text)
    if let output, let jobImages {
      try await writeSheet(jobImages, job: loaded, to: output.path, log: &log) {
        try await $0.list(sets.ranking, images: jobImages, evidence: $1, log: &$2)
      }
    }
    throw sets.isIncomplete ? ExitStatus.incomplete : loaded.status(images: log)
  }

  /// Writes the sheet that a closure lays out.
  private func writeSheet(
    _ jobImages: JobImages, job loaded: Job, to folder: String, log: inout ImageLog,
    _ list: (SuspectSheet, Evidence, inout ImageLog) async throws -> TileList
  ) async throws {
    try OutputFile.prepareFolder(folder)
    let evidence = Evidence(dataset: loaded.labels, summary: loaded.summary, images: jobImages)
    let sheet = SuspectSheet(count: top)
    let tiles = try await list(sheet, evidence, &log)
    let written = try FigureFiles(evidence, folder: folder).write(
      tiles.drawing(metrics: evidence.metrics), tiles.pages(metrics: evidence.metrics), of: sheet)
    if !job.quiet { Closing.say(FigureFiles.Outcome(files: written), log: log, job: loaded) }
  }
}
