import ArgumentParser
import Plumb
import PlumbLabels
import PlumbReports
import PlumbText

struct WorkersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers",
    abstract: "Measure how well the workers agree: overall, by class and by worker.",
    discussion: """
      Reads the workers' answers from the job's output folder, on disk or in S3. Where workers choose \
      several classes per image, sets are compared (Krippendorff's alpha with the MASI distance), and \
      each class as a question of yes or no.

      EXAMPLES
        plumb workers my-job/
        plumb workers my-job/ --anonymous --csv > workers.csv
        plumb workers output.manifest --answers s3://bucket/output/my-job/ --json
      """)

  @OptionGroup var job: JobOptions
  @OptionGroup var answers: AnswersOptions

  @Flag(help: "Print everything as one JSON object.")
  var json = false

  @Flag(help: "Print one CSV record per worker.")
  var csv = false

  @OptionGroup var mark: ByteOrderMarkOption

  func validate() throws {
    if json && csv { throw ValidationError("Use --json or --csv, not both.") }
    try mark.validate(csv: csv)
  }

  func run() throws {
    let loaded = try job.load()
    try loaded.require(.classes, for: "plumb workers")
    try loaded.requireLabels()
    let votes = try answers.require(for: loaded, quiet: job.quiet)
    if !job.quiet { ProblemLines.say(votes.problems, folder: votes.folder) }
    let quality = JobQuality(
      loaded.labels, JobQuality.Input(votes: votes, isAnonymous: answers.anonymous))
    guard let report = WorkersReport(quality, loaded.summary) else {
      throw ReportError(
        "\(loaded.name): no answer in \(votes.folder) belongs to a line of the manifest; check that "
          + "it is the folder of this job.")
    }
    Terminal.print(json ? report.json.pretty + "\n" : csv ? mark.text(report.csv) : report.text())
    throw votes.isIncomplete ? ExitStatus.incomplete : loaded.status()
  }
}
