import ArgumentParser
import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbStores

struct SuspectsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspects",
    abstract: "The labels that are probably wrong, worst first, each with its reasons.",
    discussion: """
      Uses whatever there is: the workers' answers, your model's predictions, equal pictures, another \
      label attribute, confidences. Says when that is too weak to rank by.

      EXAMPLES
        plumb suspects my-job/ --top 20
        plumb suspects my-job/ --images photos -o suspects
        plumb suspects output.manifest --predictions model.csv --json
      """)

  @OptionGroup var job: JobOptions
  @OptionGroup var answers: AnswersOptions
  @OptionGroup var predictions: PredictionOptions
  @OptionGroup var images: ImageOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many labels are listed.", valueName: "n"))
  var top = 50

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Print a CSV record for each label.")
  var csv = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder for a sheet of the labels with their pictures, as PDF, PNG and SVG.",
      valueName: "dir"))
  var output: OutputPath?

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other.") }
    if top < 1 { throw ValidationError("--top is \(top); it must be 1 or more.") }
  }

  func run() async throws {
    let loaded = try job.load(others: true)
    try loaded.requireLabels()
    var input = JobQuality.Input(others: loaded.others)
    try answers.fill(&input, for: loaded, quiet: job.quiet)
    input.predictions = try predictions.load(for: loaded)
    var log = ImageLog()
    let jobImages = try openImages(loaded)
    if let jobImages {
      input.samePictures = try await samePictures(jobImages, loaded, log: &log)
    }
    let report = SuspectReport(SuspectEvidence(loaded.dataset, input), loaded.dataset)
    let list = SuspectList(report, loaded.dataset, manifestName: loaded.name, top: top)
    Terminal.print(json ? list.json.pretty + "\n" : csv ? list.csv : list.text)
    if let output, let jobImages {
      try await writeSheet(report, jobImages, loaded, to: output.path, log: &log)
    }
    throw input.votes?.isIncomplete ?? false ? ExitStatus.incomplete : loaded.status(images: log)
  }

  /// The images, where somebody named them or wants to see them.
  private func openImages(_ loaded: LoadedJob) throws -> JobImages? {
    guard output != nil || images.images != nil || images.fetch == true else { return nil }
    if let found = try images.open(loaded) { return found }
    throw ReportError(
      "the images are not at hand: name the folder that holds them with --images DIR.")
  }

  /// Rows whose files have the same bytes.
  private func samePictures(
    _ jobImages: JobImages, _ loaded: LoadedJob, log: inout ImageLog
  ) async throws -> [[Int]] {
    var bar = ProgressBar(quiet: job.quiet)
    defer { bar.clear() }
    return try await jobImages.equalFiles(log: &log) { bar.show("images", $0, of: $1) }
  }

  private func writeSheet(
    _ report: SuspectReport, _ jobImages: JobImages, _ loaded: LoadedJob, to folder: String,
    log: inout ImageLog
  ) async throws {
    try OutputFile.prepareFolder(folder)
    let evidence = Evidence(dataset: loaded.dataset, summary: loaded.summary, images: jobImages)
    let files = FigureFiles(evidence, folder: folder)
    let sheet = SuspectSheet(count: top)
    let list = try await sheet.list(report, jobImages, evidence, log: &log)
    let written = try files.write(
      list.drawing(metrics: evidence.metrics), list.pages(metrics: evidence.metrics), of: sheet)
    if !job.quiet { Closing.say(FigureFiles.Outcome(files: written), log, loaded) }
  }
}
