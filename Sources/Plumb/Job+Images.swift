import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbSystem

extension Job {
  /// Where the images of a job are, and what is kept of them.
  public struct ImageOptions: Sendable {
    /// The folder of the images; nil if the manifest's own folder holds them, or all are
    /// downloaded.
    public var folder: String?
    /// Whether images that are not in the folder are downloaded; nil for only where the job is in S3.
    public var fetches: Bool?
    /// Whether downloads are kept.
    public var keepsDownloads = true
    /// Where thumbnails, and downloads without a folder, are kept; nil for nowhere.
    public var cache: String?
    /// How many images are decoded at a time, and downloaded at a time; 0 for one a processor, and 32.
    public var jobs = 0

    /// Images in a folder; nothing is cached, unless told otherwise.
    public init(folder: String? = nil) { self.folder = folder }
  }

  /// The images; nil if no folder is known and nothing is to be downloaded.
  ///
  /// - Parameters:
  ///   - options: Where they are.
  ///   - measuring: What is to be found out about them besides.
  package func images(
    _ options: ImageOptions, measuring: Measuring = .nothing
  ) throws -> JobImages? {
    try imageSource(options).map { found in
      JobImages(
        labels, source: found.source, folder: found.folder,
        cache: options.cache.map { ThumbnailCache(directory: $0) }, jobs: options.jobs,
        measuring: measuring)
    }
  }

  /// What finds the images, and the folder that all of them are in, where there is one.
  package func imageSource(
    _ options: ImageOptions
  ) throws -> (source: any ImageSource, folder: String?)? {
    guard options.fetches ?? (access != nil), hasObjects else {
      guard let path = options.folder ?? folderOfPaths else { return nil }
      let folder = ImageFolder(root: path, references: JobReferences(dataset: labels))
      if let problem = folder.problem { throw ReportError(problem) }
      return (folder, path)
    }
    return (try fetchedImages(options), nil)
  }

  private func fetchedImages(_ options: ImageOptions) throws -> FetchedImages {
    let references = JobReferences(dataset: labels)
    let downloads = options.cache.map { $0 + "/images" }
    let keepingFolder = options.keepsDownloads ? options.folder ?? downloads : nil
    let kept = try keepingFolder.map { path throws(StoreError) in try FetchFolder(path: path) }
    // In a folder that was empty, nothing is but what is downloaded now.
    let folder =
      kept?.wasEmpty == true
      ? nil
      : (options.folder ?? keepingFolder).map { ImageFolder(root: $0, references: references) }
    var requests = FetchOptions()
    requests.limits = self.options.limits
    if options.jobs > 0 { requests.concurrency = options.jobs }
    let fetcher = try s3().fetcher(folder: kept, references: references, options: requests)
    return FetchedImages(
      fetcher: fetcher, folder: folder?.problem == nil ? folder : nil, keeps: kept != nil)
  }

  /// The manifest's own folder, where images are named by local paths.
  private var folderOfPaths: String? {
    guard let file, labels.count > 0, case .path = labels.reference(0) else { return nil }
    return JobLocator.parent(file)
  }
}
