import ArgumentParser
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbStores

/// Where the images are and how they are looked at.
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

  /// The images of a job; nil where no folder is known and nothing is to be downloaded.
  ///
  /// - Parameter measuring: What is to be found out about them besides.
  func open(_ job: LoadedJob, measuring: Measuring = .nothing) throws -> JobImages? {
    try source(job).map { images($0, of: job, measuring: measuring) }
  }

  /// The same for an export, which needs the files as well.
  func exported(_ job: LoadedJob, copies: Bool) throws -> ExportImages? {
    try source(job).map {
      ExportImages(source: $0.source, images: images($0, of: job), copies: copies)
    }
  }

  private func images(
    _ found: (source: any ImageSource, folder: String?), of job: LoadedJob,
    measuring: Measuring = .nothing
  ) -> JobImages {
    JobImages(
      job.dataset, source: found.source, folder: found.folder, cache: thumbnailCache, jobs: jobs,
      measuring: measuring)
  }

  /// What finds the images, and the folder that all of them are in, where there is one.
  private func source(_ job: LoadedJob) throws -> (source: any ImageSource, folder: String?)? {
    guard fetch ?? (job.access != nil), job.hasObjects else {
      guard let path = images ?? defaultFolder(job) else { return nil }
      let folder = ImageFolder(root: path, references: JobReferences(dataset: job.dataset))
      if let problem = folder.problem { throw ReportError(problem) }
      return (folder, path)
    }
    return (try fetchedImages(job, try job.access ?? job.remote.access()), nil)
  }

  private func fetchedImages(_ job: LoadedJob, _ access: S3Access) throws -> FetchedImages {
    MemoryTuning.shareHeapsAmongDownloads()
    let references = JobReferences(dataset: job.dataset)
    let keepingFolder = noKeep ? nil : images ?? downloadFolder
    let kept = try keepingFolder.map { path throws(StoreError) in try FetchFolder(path: path) }
    // In a folder that was empty, nothing is but what is downloaded now.
    let folder =
      kept?.wasEmpty == true
      ? nil : (images ?? keepingFolder).map { ImageFolder(root: $0, references: references) }
    var options = FetchOptions()
    options.limits = job.remote.limits
    if jobs > 0 { options.concurrency = jobs }
    let fetcher = access.fetcher(folder: kept, references: references, options: options)
    return FetchedImages(
      fetcher: fetcher, folder: folder?.problem == nil ? folder : nil, keeps: kept != nil)
  }

  /// Where downloads are kept that the user named no folder for.
  private var downloadFolder: String? { noCache ? nil : cacheFolder.map { $0 + "/images" } }

  private var cacheFolder: String? {
    cache ?? ThumbnailCache.defaultDirectory(Terminal.environment)
  }

  private var thumbnailCache: ThumbnailCache? {
    noCache ? nil : cacheFolder.map { ThumbnailCache(directory: $0) }
  }

  private func defaultFolder(_ job: LoadedJob) -> String? {
    guard job.path != "-", job.access == nil, job.dataset.count > 0,
      case .path = job.dataset.reference(0)
    else { return nil }
    return JobLocator.parent(job.path)
  }
}
