import ArgumentParser
import PlumbImages
import PlumbPages
import PlumbReports
import PlumbSystem

struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Draw charts of the labels and sample grids, as PNG, SVG and PDF.",
    discussion: """
      Without --images, no sample grids are drawn.

      EXAMPLES
        plumb figures output.manifest --images photos -o figures
        plumb figures my-job/ --images photos --samples 5 --seed 7 -o figures
      """)

  @OptionGroup var options: EvidenceOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The output folder.", valueName: "dir"))
  var output: OutputPath

  func run() async throws {
    let (loaded, evidence) = try options.load()
    let quiet = options.job.quiet
    try OutputFile.prepareFolder(output.path)
    var bar = ProgressBar(quiet: quiet)
    defer { bar.clear() }
    var log = ImageLog()
    let outcome = try await FigureFiles(evidence, folder: output.path).writeAll(log: &log) {
      bar.show("figures", $0, of: $1)
    }
    bar.clear()
    if !quiet { Closing.say(outcome, log: log, job: loaded) }
    throw loaded.status(images: log)
  }
}
