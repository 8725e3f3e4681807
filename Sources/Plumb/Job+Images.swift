import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbSystem

extension Job {
  /// Where the images of a job are, and what to keep of them.
  public struct ImageOptions: Sendable {
    /// The image folder; nil if the images are in the manifest's own folder, or are all downloaded.
    public var folder: String?
    /// Whether to download images that are not in the folder; nil: only if the job is in S3.
    public var fetches: Bool?
    /// Whether to keep downloads.
    public var keepsDownloads = true
    /// The folder for thumbnails, and for downloads without an image folder; nil caches nothing.
    public var cache: String?
    /// How many images to decode, and to download, at once; 0: one per core, and 32 downloads.
    public var jobs = 0

    /// Images in a folder; nothing is cached by default.
    public init(folder: String? = nil) { self.folder = folder }
  }

  /// The images; nil if no folder is known and nothing will be downloaded.
  ///
  /// - Parameters:
  ///   - options: Where they are.
  ///   - measuring: What to measure in addition.
  ///   - byClass: Whether an image with several classes is a row for each of them, see
  ///     `Dataset.byClass`.
  /// - Throws: ``ReportError`` if the folder cannot be opened, or holds none of the images.
  package func images(
    _ options: ImageOptions, measuring: Measuring = .nothing, byClass: Bool = false
  ) throws -> JobImages? {
    try imageSource(options).map { found in
      JobImages(
        byClass ? labels.byClass : labels, source: found.source, folder: found.folder,
        cache: options.cache.map { ThumbnailCache(directory: $0) }, jobs: options.jobs,
        measuring: measuring)
    }
  }

  /// The source of the images, and the folder that holds all of them, if there is one.
  package func imageSource(
    _ options: ImageOptions
  ) throws -> (source: any ImageSource, folder: String?)? {
    guard options.fetches ?? (access != nil), hasObjects else {
      guard let path = options.folder ?? folderOfPaths else { return nil }
      let folder = ImageFolder(root: path, references: JobReferences(dataset: labels))
      if let problem = folder.problem ?? (options.folder == nil ? nil : folder.absence) {
        throw ReportError(problem)
      }
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

  /// The manifest's own folder, if images are named by local paths.
  var folderOfPaths: String? {
    guard let file, labels.count > 0, case .path = labels.reference(0) else { return nil }
    return JobLocator.parent(file)
  }
}
