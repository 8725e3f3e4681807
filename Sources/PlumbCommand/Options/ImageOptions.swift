import ArgumentParser
import Plumb
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3

/// Where the images are and how they are read.
struct ImageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with the images.",
      discussion: """
        Images are looked up as DIR/bucket/key, then DIR/key, then DIR/name if only one image in the \
        manifest has that name. Default for a manifest with local paths: its own folder. Downloads \
        are kept in this folder.
        """, valueName: "dir"))
  var images: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Download images that are not in the folder. Default if JOB is in S3.")
  var fetch: Bool?

  @Flag(help: "Do not keep downloaded images; keep only their thumbnails.")
  var noKeep = false

  @Option(
    help: ArgumentHelp(
      "The folder for cached thumbnails, and for downloads without --images. Default: the user's cache.",
      valueName: "dir"))
  var cache: String?

  @Flag(help: "Do not cache thumbnails.")
  var noCache = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many images to decode, and to download, at once. Default (0): one per core, and 32 downloads.",
      valueName: "n"))
  var jobs = 0

  func validate() throws {
    for (name, value) in [("--images", images), ("--cache", cache)] where value?.isEmpty ?? false {
      throw ValidationError("\(name) is empty; pass a folder.")
    }
    if jobs < 0 { throw ValidationError("--jobs is \(jobs); it must be 0 or more.") }
  }

  /// The images of a job; nil if no folder is known and nothing is to be downloaded.
  ///
  /// - Parameters:
  ///   - measuring: What is to be found out about them besides.
  ///   - byClass: Whether an image with several classes is shown under each of them.
  func open(
    _ job: Job, measuring: Measuring = .nothing, byClass: Bool = false
  ) throws -> JobImages? {
    tuneMemory(job)
    return try job.images(options, measuring: measuring, byClass: byClass)
  }

  /// The same for an export, which needs the files as well.
  func exported(_ job: Job, copies: Bool) throws -> ExportImages? {
    tuneMemory(job)
    guard let source = try job.imageSource(options)?.source, let images = try job.images(options)
    else { return nil }
    return ExportImages(source: source, images: images, copies: copies)
  }

  /// The options that find the images of a job again; nil if it has none.
  func words(_ job: Job) -> [String]? { job.imageWords(options) }

  private func tuneMemory(_ job: Job) {
    if fetch ?? (job.access != nil) { MemoryTuning.shareHeapsAmongDownloads() }
  }

  /// Where images are and what is kept of them.
  private var options: Job.ImageOptions {
    var options = Job.ImageOptions(folder: images)
    options.fetches = fetch
    options.keepsDownloads = !noKeep
    options.cache = noCache ? nil : cache ?? ThumbnailCache.defaultDirectory(Terminal.environment)
    options.jobs = jobs
    return options
  }
}
