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
    abstract: "Asks some forty questions of a job; the gate of a pipeline.",
    discussion: """
      Ends with 1 where a finding is as grave as --fail-on, else with 0.

      EXAMPLES
        plumb check output.manifest --images photos
        plumb check my-job/ --fail-on warning --only duplicates,near-identical-classes
        plumb check my-job/ --junit -o plumb.xml
        plumb check --list
      """)

  @Argument(
    help: "A manifest, - for standard input, or a job's output folder; on disk or s3://….")
  var job: String?

  @Flag(help: "Print the manual of all checks, with their thresholds.")
  var list = false

  @Option(help: "The label attribute, where the manifest has several. Default: the latest.")
  var attribute: String?

  @OptionGroup var images: ImageOptions
  @OptionGroup var options: CheckOptions
  @OptionGroup(title: "S3 options") var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp("The profile of the AWS configuration files.", valueName: "name"))
  var awsProfile: String?

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
    let plan = try options.plan(loaded, quiet: quiet)
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
    if let problem = log.cacheProblem, !quiet { Terminal.say("note: \(displayText(problem))") }
    return found
  }

  /// The options that other commands have, quiet: lines that are refused are findings here.
  private func jobOptions(_ job: String) throws -> JobOptions {
    let attribute = attribute.map { ["--attribute=\($0)"] } ?? []
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
    case .json: "Print one JSON object; everything is in it."
    case .junit: "Print a JUnit report, for build servers."
    case .sarif: "Print SARIF 2.1.0, for GitHub and editors."
    case .markdown: "Print Markdown, for a comment on a pull request."
    }
  }

  var format: (any CheckFormat)? { allCheckFormats.first { $0.name == rawValue } }
}
