import ArgumentParser
import Plumb
import PlumbPages
import PlumbReports
import PlumbSystem

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Create a sample job and its report.",
    discussion: """
      The sample job has the problems of real jobs: wrong labels, a conflict, failed lines, a \
      missing image and a damaged one. Try the other commands on it.

      EXAMPLES
        plumb demo sample
        plumb summary sample/job
        plumb pdf sample/job --images sample/images --order name -o sample.pdf
      """)

  @Argument(help: "The folder for the sample job and its report.")
  var output: OutputPath

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  func run() async throws {
    let files = DemoFiles(folder: output.path)
    var bar = ProgressBar(quiet: quiet)
    try files.write { bar.show("drawing", $0, of: $1) }
    bar.clear()
    var job = try JobOptions.parse(["--", files.jobFolder])
    job.quiet = quiet
    let loaded = try job.load(hashes: true)
    var plan = try ConfigurationOptions.parse(["--no-config"]).plan(loaded, quiet: quiet)
    let options = try ImageOptions.parse(["--images=\(files.imageFolder)"])
    plan.commands.imageOptions = options.words(loaded)
    let images = try options.open(loaded, measuring: plan.measuring)
    var evidence = Evidence(dataset: loaded.labels, summary: loaded.summary, images: images)
    evidence.quality = try AnswersOptions.parse([]).quality(of: loaded, quiet: quiet)
    // The sample has images that cannot be shown on purpose: that is no failure of this command.
    let page = PageOptions(
      version: PlumbProgram.version, contentHash: loaded.contentHash?.hexadecimal)
    _ = try await writeReport(
      evidence, loaded, page: page, checkPlan: plan, to: output.path + "/report", quiet: quiet)
    if !quiet { Terminal.say(closing(files)) }
  }

  private func closing(_ files: DemoFiles) -> String {
    """

    The sample job is in \(files.jobFolder), and its images are in \(files.imageFolder).
    Open \(output.path)/report/index.html in a browser.
    """
  }
}
