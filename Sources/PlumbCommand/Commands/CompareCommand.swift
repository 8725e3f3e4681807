import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The labels against reference labels, another attribute, or another job.",
    discussion: """
      Reference labels are a JSON object from image or line (from 0) to label, a JSON array or a CSV \
      with a column for the image and one for the label, or a manifest. Images are named by their \
      source-ref or file name, classes by their name or class index.

      EXAMPLES
        plumb compare my-job/ --with truth.json
        plumb compare output.manifest --with first-job-labels
        plumb compare my-job/ --with other-job/ --json
        plumb compare my-job/ --with truth.csv -o comparison
      """)

  @OptionGroup var job: JobOptions

  @Option(
    help: ArgumentHelp(
      "A file of reference labels, another label attribute of the manifest, or another job.",
      valueName: "other"))
  var with: String

  @Option(
    help: ArgumentHelp(
      "The label attribute of the other job. Default: the latest.", valueName: "attribute"))
  var withAttribute: String?

  @Option(
    help: ArgumentHelp(
      "The column of the reference labels, where a file has several.", valueName: "name"))
  var column: String?

  @Flag(help: "Print one JSON object; everything is in it.")
  var json = false

  @Flag(help: "Print a CSV record for each source and class.")
  var csv = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder for the confusion matrix and the reliability diagram, as PNG, SVG and PDF.",
      valueName: "dir"))
  var output: OutputPath?

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other.") }
    if with.isEmpty { throw ValidationError("--with is empty; name what to compare with.") }
  }

  func run() async throws {
    let loaded = try job.load(others: true)
    try loaded.requireLabels()
    let other = try ReferenceLocator(
      name: with, attribute: withAttribute, column: column, options: job.options
    ).match(loaded)
    if let other = other.job { job.sayProblems(of: other) }
    let report = ComparisonReport(
      loaded.labels, other.references, name: with, manifestName: loaded.name)
    Terminal.print(json ? report.json.pretty + "\n" : csv ? report.csv : report.text())
    if let output { try await writeFigures(report, loaded, to: output.path) }
    throw loaded.status()
  }

  private func writeFigures(
    _ report: ComparisonReport, _ loaded: Job, to folder: String
  ) async throws {
    try OutputFile.prepareFolder(folder)
    var evidence = Evidence(dataset: loaded.labels, summary: loaded.summary, images: nil)
    evidence.comparison = report
    var log = ImageLog()
    let outcome = try await FigureFiles(evidence, folder: folder)
      .writeAll([ReferenceConfusion(), Reliability()], log: &log) { _, _ in }
    if !job.quiet { Closing.say(outcome, log, loaded) }
  }
}
