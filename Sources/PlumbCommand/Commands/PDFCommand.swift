import ArgumentParser
import Plumb
import PlumbPages
import PlumbReports

struct PDFCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pdf",
    abstract: "Put every image in a PDF, 100 per page, by class and source.",
    discussion: """
      EXAMPLES
        plumb pdf output.manifest --images photos -o ground_truth.pdf
        plumb pdf my-job/ --images photos --per-class 100 --order name -o sample.pdf
        plumb pdf my-job/ --images photos --limit 5000 --seed 7 -o subset.pdf
      """)

  @OptionGroup var job: JobOptions
  @OptionGroup var images: ImageOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var answers: AnswersOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The output file.", valueName: "file"))
  var output: OutputPath

  func run() async throws {
    let loaded = try job.load(others: true)
    try loaded.require(.classes, for: "plumb pdf")
    try loaded.requireLabels()
    guard let jobImages = try images.open(loaded, byClass: true) else {
      throw ReportError(
        "no images; pass their folder with --images DIR.")
    }
    try loaded.refuseAsOutput(output.path)
    var evidence = Evidence(
      dataset: loaded.labels, summary: loaded.summary, images: jobImages,
      selection: selection.selection)
    evidence.quality = try answers.quality(of: loaded, quiet: job.quiet)
    var bar = ProgressBar(quiet: job.quiet)
    defer { bar.clear() }
    var log = ImageLog()
    try await FullPDF(evidence, images: jobImages).write(toFile: output.path, log: &log) {
      bar.show("images", $0, of: $1)
    }
    bar.clear()
    if !job.quiet { Closing.say(FigureFiles.Outcome(files: [output.path]), log: log, job: loaded) }
    throw loaded.status(images: log)
  }
}
