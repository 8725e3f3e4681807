import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbLabels
import PlumbPages
import PlumbReports
import PlumbSystem
import PlumbText

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the labels with reference labels, another label attribute, or another job.",
    discussion: """
      Reference labels can be a JSON object that maps an image or line number (from 0) to a label, a \
      JSON array or CSV file with one column for the image and one for the label, or a manifest. \
      Images are identified by source-ref or file name, classes by name or class index. Without --with, \
      a model's answers in the manifest are compared with people's labels of the same images, as an \
      evaluation of Rekognition has them, with the precision and recall that thresholds of the \
      confidence would give.

      EXAMPLES
        plumb compare my-job/ --with truth.json
        plumb compare output.manifest --with first-job-labels
        plumb compare my-job/ --with other-job/ --json
        plumb compare my-job/ --with truth.csv -o comparison
        plumb compare evaluation.manifest -o comparison
      """)

  @OptionGroup var job: JobOptions

  @Option(
    help: ArgumentHelp(
      "A file with reference labels, another label attribute of the manifest, or another job.",
      valueName: "other"))
  var with: String?

  @Option(
    help: ArgumentHelp(
      "The label attribute to use in the other job. Default: the latest.", valueName: "attribute"))
  var withAttribute: String?

  @Option(
    help: ArgumentHelp(
      "The column with the reference labels if the file has several.", valueName: "name"))
  var column: String?

  @Flag(help: "Print everything as one JSON object.")
  var json = false

  @Flag(help: "Print one CSV record per source and class.")
  var csv = false

  @OptionGroup var mark: ByteOrderMarkOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the confusion matrix and the reliability diagram to this folder, as PNG, SVG and PDF; of a "
        + "model's answers also thresholds.csv.",
      valueName: "dir"))
  var output: OutputPath?

  func validate() throws {
    if json && csv { throw ValidationError("Use --json or --csv, not both.") }
    try mark.validate(csv: csv)
    if with?.isEmpty == true {
      throw ValidationError(
        "--with is empty; name a file, a label attribute or a job to compare with.")
    }
  }

  func run() async throws {
    let loaded = try job.load(others: true)
    try loaded.require(.oneClass, for: "plumb compare")
    try loaded.requireLabels()
    guard let with else { return try await compareModel(loaded) }
    let other = try TruthLocator(
      name: with, attribute: withAttribute, column: column, options: job.options
    ).match(loaded)
    if let other = other.job { job.sayProblems(of: other) }
    let report = ComparisonReport(
      loaded.labels, other.truth, name: with, manifestName: loaded.name)
    try await write(
      report, Evidence(dataset: loaded.labels, summary: loaded.summary, images: nil), of: loaded)
  }

  /// Compares a model's answers with people's labels in the same manifest, which are the truth.
  private func compareModel(_ loaded: Job) async throws {
    guard let answers = loaded.modelAnswers else {
      throw ReportError(
        "\(loaded.name): there are no answers of a model beside people's labels; pass what to compare "
          + "with: --with truth.csv")
    }
    let people = loaded.labels.attribute.name
    if !job.quiet {
      Terminal.say(
        "note: Comparing the model's answers ('\(displayText(answers.attribute.name))') with people's "
          + "labels ('\(displayText(people))').")
    }
    let truth = try MatchedTruth(loaded.labels, answers)
    let report = ComparisonReport(
      answers, truth, name: people, manifestName: loaded.name, areModelAnswers: true)
    // Figures take their title and job names from the answers, which are what is compared.
    let summary = SummaryReport(answers, manifestName: loaded.name, choseAttribute: false)
    try await write(
      report, Evidence(dataset: answers, summary: summary, images: nil), of: loaded)
  }

  /// - Parameter evidence: The labels that are compared, for the figures.
  private func write(
    _ report: ComparisonReport, _ evidence: Evidence, of loaded: Job
  ) async throws {
    Terminal.print(json ? report.json.pretty + "\n" : csv ? mark.text(report.csv) : report.text())
    if let output { try await writeFiles(report, evidence, of: loaded, to: output.path) }
    throw loaded.status()
  }

  private func writeFiles(
    _ report: ComparisonReport, _ evidence: Evidence, of loaded: Job, to folder: String
  ) async throws {
    try OutputFile.prepareFolder(folder)
    if let csv = report.thresholdCSV {
      try OutputFile.write(
        Array((CSVText.byteOrderMark + csv).utf8), to: "\(folder)/thresholds.csv")
    }
    var evidence = evidence
    evidence.comparison = report
    var log = ImageLog()
    let outcome = try await FigureFiles(evidence, folder: folder)
      .writeAll([TruthConfusion(), Reliability()], log: &log) { _, _ in }
    if !job.quiet { Closing.say(outcome, log: log, job: loaded) }
  }
}
