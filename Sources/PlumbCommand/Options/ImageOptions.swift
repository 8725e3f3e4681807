import ArgumentParser
import PlumbImages
import PlumbLabels
import PlumbReports

/// Where the images are and how they are looked at.
struct ImageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the images.",
      discussion: """
        Looked up as DIR/bucket/key, DIR/key, then DIR/name where only one image of the manifest \
        has that name. Default for a manifest of local paths: its own folder.
        """, valueName: "dir"))
  var images: String?

  @Option(
    help: ArgumentHelp(
      "Where thumbnails are kept between runs. Default: the user's cache folder.",
      valueName: "dir"))
  var cache: String?

  @Flag(help: "Keep no thumbnails.")
  var noCache = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that decode images; 0 for one a processor.", valueName: "n"))
  var jobs = 0

  func validate() throws {
    for (name, value) in [("--images", images), ("--cache", cache)] where value?.isEmpty ?? false {
      throw ValidationError("\(name) is empty; name a folder.")
    }
    if jobs < 0 { throw ValidationError("--jobs is \(jobs); it must be 0 or more.") }
  }

  /// The images of a job; nil where no folder is known.
  ///
  /// - Parameter measuring: What is to be found out about them besides.
  func open(_ job: LoadedJob, measuring: Measuring = .nothing) throws -> JobImages? {
    guard let folder = images ?? defaultFolder(job) else { return nil }
    return try JobImages(
      job.dataset, folder: folder, cache: thumbnailCache, jobs: jobs, measuring: measuring)
  }

  private var thumbnailCache: ThumbnailCache? {
    if noCache { return nil }
    return (cache ?? ThumbnailCache.defaultDirectory(Terminal.environment))
      .map { ThumbnailCache(directory: $0) }
  }

  private func defaultFolder(_ job: LoadedJob) -> String? {
    guard job.path != "-", job.dataset.count > 0, case .path = job.dataset.reference(0) else {
      return nil
    }
    return JobLocator.parent(job.path)
  }
}
