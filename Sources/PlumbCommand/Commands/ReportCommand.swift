import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbPages
import PlumbReports
import PlumbSystem
import PlumbText

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a full report to one folder: page, checks, summary, table, figures, PDF.",
    discussion: """
      Open DIR/index.html in a browser; it works offline. Without --images, the report covers \
      everything that needs no images and lists what is missing.

      EXAMPLES
        plumb report output.manifest --images photos -o report
        plumb report my-job/ --images photos --single-file --max-size 10MB -o report
        plumb report my-job/ --images photos --limit 5000 -o report
      """)

  @OptionGroup var options: EvidenceOptions
  @OptionGroup var page: PageFileOptions
  @OptionGroup var configuration: ConfigurationOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The output folder.", valueName: "dir"))
  var output: OutputPath

  func run() async throws {
    PangoTextMetrics.prepare()
    let loaded = try options.job.load(hashes: true, others: true)
    try loaded.require(.classes, for: "plumb report")
    let quiet = options.job.quiet
    var plan = try configuration.plan(loaded, quiet: quiet)
    plan.commands.imageOptions = options.images.words(loaded)
    let evidence = try options.evidence(loaded, measuring: plan.measuring)
    throw try await writeReport(
      evidence, loaded, page: page.options(loaded), checkPlan: plan, to: output.path, quiet: quiet)
  }
}

/// Writes the report of a job and says what came out of it.
///
/// - Returns: How the program is to end.
func writeReport(
  _ evidence: Evidence, _ loaded: Job, page: PageOptions, checkPlan: CheckPlan,
  to folder: String, quiet: Bool
) async throws -> ExitStatus {
  try OutputFile.prepareFolder(folder)
  var bar = ProgressBar(quiet: quiet)
  defer { bar.clear() }
  var log = ImageLog()
  let report = FullReport(
    evidence, folder: folder, pageOptions: page, checkPlan: checkPlan
  ) { path in
    if !quiet {
      Terminal.say("the first sheets are in \(displayText(path)) until the PDF is complete")
    }
  }
  let outcome = try await report.write(log: &log) { bar.show($0.rawValue, $1, of: $2) }
  bar.clear()
  if !quiet { Closing.say(outcome, log: log, job: loaded) }
  return loaded.status(images: log)
}
