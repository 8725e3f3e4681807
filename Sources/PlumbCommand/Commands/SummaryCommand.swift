import ArgumentParser
import Plumb
import PlumbLabels
import PlumbReports
import PlumbText

struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Summarise a manifest: coverage, class counts and shares, and confidence by source.",
    discussion: """
      EXAMPLES
        plumb summary output.manifest
        plumb summary my-job/ --csv > classes.csv
        plumb summary my-job/ --json | jq '.problems[].code' | sort | uniq -c
        aws s3 cp s3://bucket/output.manifest - | plumb summary -
      """)

  @OptionGroup var job: JobOptions

  @Flag(help: "Print everything, with all problems, as one JSON object.")
  var json = false

  @Flag(help: "Print one CSV record per class and source.")
  var csv = false

  @OptionGroup var mark: ByteOrderMarkOption

  func validate() throws {
    if json && csv { throw ValidationError("Use --json or --csv, not both.") }
    try mark.validate(csv: csv)
  }

  func run() throws {
    do {
      let loaded = try job.load()
      Terminal.print(text(loaded.summary))
      try loaded.requireLabels()
      throw loaded.status()
    } catch let error as ManifestError where json {
      Terminal.print(
        SummaryReport.failureJSON(manifestName: JobLocator.name(job.job), error: error).pretty
          + "\n")
      throw error
    }
  }

  private func text(_ summary: SummaryReport) -> String {
    if json { return summary.json.pretty + "\n" }
    return csv ? mark.text(summary.csv) : summary.text()
  }
}
