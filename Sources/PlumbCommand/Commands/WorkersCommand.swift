import ArgumentParser
import Plumb
import PlumbLabels
import PlumbReports
import PlumbText

struct WorkersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers",
    abstract: "How far the workers agree, over all, by class and by worker.",
    discussion: """
      Reads the workers' answers from the job's output folder, on disk or in S3.

      EXAMPLES
        plumb workers my-job/
        plumb workers my-job/ --anonymous --csv > workers.csv
        plumb workers output.manifest --answers s3://bucket/output/my-job/ --json
      """)

  @OptionGroup var job: JobOptions
  @OptionGroup var answers: AnswersOptions

  @Flag(help: "Print one JSON object; everything is in it.")
  var json = false

  @Flag(help: "Print a CSV record for each worker.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other.") }
  }

  func run() throws {
    let loaded = try job.load()
    try loaded.requireLabels()
    let votes = try answers.require(for: loaded, quiet: job.quiet)
    if !job.quiet { ProblemLines.say(votes.problems, folder: votes.folder) }
    let quality = JobQuality(
      loaded.labels, JobQuality.Input(votes: votes, isAnonymous: answers.anonymous))
    guard let report = WorkersReport(quality, loaded.summary) else {
      throw ReportError(
        "\(loaded.name): none of the answers in \(votes.folder) belongs to a line of the manifest; "
          + "is it the folder of this job?")
    }
    Terminal.print(json ? report.json.pretty + "\n" : csv ? report.csv : report.text())
    throw votes.isIncomplete ? ExitStatus.incomplete : loaded.status()
  }
}
