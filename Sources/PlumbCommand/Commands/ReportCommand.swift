import ArgumentParser
import PlumbGraphics
import PlumbImages
import PlumbReports
import PlumbStores

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Everything about a job in one folder: summary, table, figures, PDF.",
    discussion: """
      Without --images everything that needs no picture is written, and what is missing is said.

      EXAMPLES
        plumb report output.manifest --images photos -o report
        plumb report my-job/ --images photos --limit 5000 -o report
      """)

  @OptionGroup var options: EvidenceOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the report.", valueName: "dir"))
  var output: OutputPath

  func run() async throws {
    let (loaded, evidence) = try options.load()
    throw try await writeReport(evidence, loaded, to: output.path, quiet: options.job.quiet)
  }
}

/// Writes the report of a job and says what came out of it.
///
/// - Returns: How the program is to end.
func writeReport(
  _ evidence: Evidence, _ loaded: LoadedJob, to folder: String, quiet: Bool
) async throws -> ExitStatus {
  try OutputFile.prepareFolder(folder)
  var bar = ProgressBar(quiet: quiet)
  defer { bar.clear() }
  var log = ImageLog()
  let report = FullReport(evidence, folder: folder) { path in
    if !quiet { Terminal.say("the first sheets are in \(displayText(path)) until all are there") }
  }
  let outcome = try await report.write(log: &log) {
    bar.show($0.rawValue, $1, of: $2)
  }
  bar.clear()
  if !quiet { Closing.say(outcome, log, loaded) }
  return loaded.status(images: log)
}
