import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run quality checks on a job, and fail a CI pipeline when one finds a problem.",
    discussion: """
      Exits with 1 if any finding is at least as severe as --fail-on, else with 0.

      EXAMPLES
        plumb check output.manifest --images photos
        plumb check my-job/ --fail-on warning --only duplicates,rare-classes
        plumb check my-job/ --junit -o plumb.xml
        plumb check --list
      """)

  @Argument(
    help: "A manifest, a job's output folder, or - for standard input; local or s3://….")
  var job: String?

  @Flag(help: "Print the manual of all checks and their thresholds.")
  var list = false

  @Option(help: "The label attribute to use if the manifest has several; can be repeated.")
  var attribute: [String] = []

  @OptionGroup var images: ImageOptions
  @OptionGroup var options: CheckOptions
  @OptionGroup(title: "S3 options") var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp("The AWS profile to use.", valueName: "name"))
  var awsProfile: String?

  @Flag(help: "The output format. Default: text for people.")
  var format: CheckFormatFlag?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: OutputPath?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  func validate() throws {
    if job == nil, !list {
      throw ValidationError(
        "JOB is missing; pass a manifest or a job's output folder, or use --list.")
    }
  }

  func run() async throws {
    guard let job, !list else {
      return Terminal.print(CheckList.text((options.profile?.profile ?? .standard).checks))
    }
    do {
      try await check(job)
    } catch let error as ManifestError where format == .json {
      let failure = CheckJSON.failure(manifestName: JobLocator.name(job), error: error)
      Terminal.print(failure.pretty + "\n")
      throw error
    }
  }

  private func check(_ job: String) async throws {
    let loaded = try jobOptions(job).load()
    try loaded.require(.classes, for: "plumb check")
    var plan = try options.plan(loaded, quiet: quiet)
    plan.commands.imageOptions = images.words(loaded)
    let report = plan.report(on: loaded.labels, images: try await measurements(loaded, plan))
    try write(report, loaded)
    if report.isFailed { throw ExitStatus.findings }
  }

  /// What the images are like, where they are at hand and a check asks for it.
  private func measurements(
    _ loaded: Job, _ plan: CheckPlan
  ) async throws -> ImageMeasurements? {
    guard plan.needsImages, let jobImages = try images.open(loaded, measuring: plan.measuring)
    else { return nil }
    var bar = ProgressBar(quiet: quiet)
    defer { bar.clear() }
    var log = ImageLog()
    let found = try await jobImages.measurements(of: loaded.labels, log: &log) {
      bar.show("images", $0, of: $1)
    }
    if !quiet { Closing.say(log) }
    return found
  }

  /// The options that other commands have, quiet: lines that are refused are findings here.
  private func jobOptions(_ job: String) throws -> JobOptions {
    let attribute = attribute.map { "--attribute=\($0)" }
    var options = try JobOptions.parse(attribute + ["--quiet", "--", job])
    options.remote.connection = connection
    options.remote.profile = awsProfile
    return options
  }

  private func write(_ report: CheckReport, _ loaded: Job) throws {
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
    case .json: "Print everything as one JSON object."
    case .junit: "Print a JUnit report for build servers."
    case .sarif: "Print SARIF 2.1.0 for GitHub and editors."
    case .markdown: "Print Markdown for a pull request comment."
    }
  }

  var format: (any CheckFormat)? { allCheckFormats.first { $0.name == rawValue } }
}
