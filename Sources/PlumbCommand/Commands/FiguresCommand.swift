import ArgumentParser
import PlumbReports

struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "The class histogram and the sample grids, as PNG, SVG and PDF.",
    discussion: """
      Without --images only the histogram is drawn.

      EXAMPLES
        plumb figures output.manifest --images photos -o figures
        plumb figures my-job/ --images photos --samples 5 --seed 7 -o figures
      """)

  @OptionGroup var job: JobOptions
  @OptionGroup var images: ImageOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var samples: SampleOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the files.", valueName: "dir"))
  var output: String

  func run() async throws {
    let loaded = try job.load()
    try loaded.requireLabels()
    let evidence = Evidence(
      dataset: loaded.dataset, summary: loaded.summary, images: try images.open(loaded),
      samples: samples.samples, selection: selection.selection)
    var bar = ProgressBar(quiet: job.quiet)
    var log = ImageLog()
    let outcome = try await FigureFiles(evidence, folder: output).writeAll(log: &log) {
      bar.show("figures", $0, of: $1)
    }
    bar.clear()
    if !job.quiet { Closing.say(outcome, log, loaded) }
    throw loaded.status(images: log)
  }
}
