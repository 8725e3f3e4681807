import ArgumentParser
import Plumb
import PlumbLabels
import PlumbPages
import PlumbReports
import PlumbS3
import PlumbSystem

struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Download the images of a job from S3 into a folder.",
    discussion: """
      Images are saved as DIR/bucket/key. Existing files are not downloaded again, so running the \
      same command resumes an interrupted download. With the same --limit and --seed, the other \
      commands show the same images.

      EXAMPLES
        plumb fetch output.manifest --images photos
        plumb fetch s3://bucket/output/my-job/ --images photos --profile research
        plumb fetch my-job/ --images photos --limit 500 --seed 7
        plumb fetch output.manifest --images photos --no-sign-request
      """)

  @OptionGroup var job: JobOptions

  @Option(help: ArgumentHelp("The folder for the images.", valueName: "dir"))
  var images: OutputPath

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Download a random sample of N labelled images.", valueName: "n"))
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed for random sampling.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of concurrent requests.", valueName: "n"))
  var jobs = 32

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is \(limit); it must be 1 or more.") }
    if !(1...256).contains(jobs) {
      throw ValidationError("--jobs is \(jobs); it must be from 1 to 256.")
    }
  }

  func run() throws {
    let loaded = try job.load()
    let rows = rows(of: loaded.labels)
    try requireObjects(rows, loaded)
    let stop = CancellationFlag(or: { Interrupt.isAsked })
    let access = try job.remote.access(stop: stop)
    let folder = try FetchFolder(path: images.path)
    var options = FetchOptions()
    options.concurrency = jobs
    options.limits = job.options.limits
    let fetcher = access.fetcher(
      folder: folder, references: loaded.labels.imageReferences, options: options)
    Interrupt.waits(true)
    defer { Interrupt.waits(false) }
    var bar = ProgressBar(quiet: job.quiet)
    let outcome = try fetcher.run(FetchRequests(loaded.labels, rows: rows)) { progress in
      bar.show("images", progress.done, of: progress.total, note: FetchClosing.note(progress))
    }
    bar.clear()
    let closing = FetchClosing(outcome, loaded, folder: images.path)
    try closing.say(quiet: job.quiet)
    throw closing.status
  }

  /// Every image of the manifest, or a subset of the labelled ones.
  private func rows(of dataset: Dataset) -> [Int] {
    guard limit != nil else { return Array(0..<dataset.count) }
    return ImageSelection(limit: limit, seed: seed).selectedRows(of: dataset)
  }

  private func requireObjects(_ rows: [Int], _ loaded: Job) throws {
    if rows.isEmpty { try loaded.requireLabels() }
    guard let first = rows.first, case .path = loaded.labels.reference(first) else { return }
    throw ReportError(
      "\(loaded.name): the images are local files, so there is nothing to download from S3.")
  }
}
