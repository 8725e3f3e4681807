import ArgumentParser
import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbStores

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Asks some forty questions of a job; the gate of a pipeline.",
    discussion: """
      Ends with 1 where a finding is as grave as --fail-on, else with 0.

      EXAMPLES
        plumb check output.manifest
        plumb check my-job/ --fail-on warning --only duplicates,near-identical-classes
        plumb check my-job/ --junit -o plumb.xml
        plumb check --list
      """)

  @Argument(help: "A manifest (plain or gzip), - for standard input, or a job's output folder.")
  var job: String?

  @Flag(help: "Print the manual of all checks, with their thresholds.")
  var list = false

  @Option(help: "The label attribute, where the manifest has several. Default: the latest.")
  var attribute: String?

  @OptionGroup var options: CheckOptions

  @Flag(help: "The format of the findings. Default: text for people.")
  var format: CheckFormatFlag?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: OutputPath?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if job == nil, !list {
      throw ValidationError("JOB is missing; name a manifest or a job's folder, or use --list.")
    }
  }

  func run() async throws {
    guard let job, !list else { return Terminal.print(CheckList.text()) }
    do {
      try await check(job)
    } catch let error as ManifestError where format == .json {
      let failure = CheckJSON.failure(manifestName: JobLocator.name(job), error: error)
      Terminal.print(failure.pretty + "\n")
      throw error
    }
  }

  private func check(_ job: String) async throws {
    let settings = try options.settings()
    let loaded = try jobOptions(job).load()
    let evidence = CheckEvidence(
      loaded.dataset, categories: try options.categories(loaded, quiet: quiet),
      manifestByteCount: JobLocator.size(of: loaded.path))
    let results = runChecks(allChecks, evidence, settings)
    let report = CheckReport(
      results, evidence,
      CheckReport.Setup(
        manifestName: loaded.name, failOn: options.failOn.severity, version: Plumb.version))
    try write(report, loaded)
    if report.isFailed { throw ExitStatus.findings }
  }

  /// The options that other commands have, quiet: lines that are refused are findings here.
  private func jobOptions(_ job: String) throws -> JobOptions {
    let attribute = attribute.map { ["--attribute=\($0)"] } ?? []
    return try JobOptions.parse(attribute + ["--quiet", "--", job])
  }

  private func write(_ report: CheckReport, _ loaded: LoadedJob) throws {
    let text = (format?.format ?? CheckText()).text(report)
    guard let output = output?.path, output != "-" else { return Terminal.print(text) }
    try loaded.refuseAsOutput(output)
    try OutputFile.write(Array(text.utf8), to: output)
    if !quiet { Terminal.say(report.verdict) }
  }
}

/// A format of the findings by its flag.
enum CheckFormatFlag: String, EnumerableFlag {
  case json, junit, sarif, markdown

  static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .json: "Print one JSON object; everything is in it."
    case .junit: "Print a JUnit report, for build servers."
    case .sarif: "Print SARIF 2.1.0, for GitHub and editors."
    case .markdown: "Print Markdown, for a comment on a pull request."
    }
  }

  var format: (any CheckFormat)? { allCheckFormats.first { $0.name == rawValue } }
}
