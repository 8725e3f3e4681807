import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbSystem
import PlumbText

/// A labeling job: its labels, with access to its answers and images.
///
/// ```swift
/// let job = try Job(at: "my-job/")
/// for one in job.summary.classes { print(one.name, one.share.count) }
/// ```
///
/// Problems with single lines are in ``labels``, as `Dataset.problems`; only a manifest that is
/// unusable as a whole throws an error.
public struct Job {
  /// How a job is opened.
  public struct Options: Sendable {
    /// The label attributes to use, names or patterns with `*` and `?`; empty for the labelling that is
    /// found, see `Labelling`.
    public var attributes: [String]
    /// Settings for S3, which override the environment and the configuration files.
    public var aws: AWSFlags
    /// The user agent in requests.
    public var userAgent = "plumb/\(plumbVersion)"
    /// Whether to keep the labels of other attributes, which suspects and comparisons use.
    public var keepsOtherLabels = true
    /// Whether to compute the SHA-256 of the manifest.
    package var hashes = true
    /// Whether the bytes of the manifest can be read again.
    package var keepsManifest = false
    /// The time limits of requests.
    package var limits = HTTPLimits()
    /// Called with the access to S3 before the first request.
    package var willConnect: @Sendable (S3Access) throws -> Void = { _ in }
    /// Cancels everything that waits.
    package var cancellation = CancellationFlag()

    /// By default, the attribute with the latest label, and credentials as the AWS CLI finds them.
    public init(attribute: String? = nil, aws: AWSFlags = AWSFlags()) {
      (attributes, self.aws) = (attribute.map { [$0] } ?? [], aws)
    }
  }

  /// The labels of one attribute: one row per usable line.
  public let labels: Dataset
  /// Counts by class and source, coverage, dates, and what to know before trusting a number.
  public let summary: SummaryReport
  /// Where the manifest was found: a path, "-", a location such as `s3://…`, or the name passed
  /// with the bytes.
  public let location: String
  /// The location that the job was opened at, as it was passed; nil for bytes in memory.
  package let argument: String?
  /// The name of the manifest in messages.
  public let name: String
  /// The labels of at most eight other attributes; empty unless these are kept.
  public let otherLabels: [Dataset]
  /// How the job was opened.
  package let options: Options
  /// The access to S3, if the manifest is remote.
  package let access: S3Access?
  /// The path of the manifest, if it is a local file: the files beside it belong to the job.
  package let file: String?
  /// The size of the manifest as it was found, in bytes; nil if unknown.
  package let byteCount: Int?
  /// The SHA-256 of the unpacked manifest; nil unless it was computed.
  package let contentHash: ContentHash?
  /// The bytes of the manifest for a second reading; nil unless these are kept.
  package let manifest: RereadableManifest?

  /// Opens a job.
  ///
  /// - Parameters:
  ///   - location: A manifest, plain or gzip; a job's output folder; "-" for standard input; the same
  ///     in S3 (`s3://bucket/prefix/job/`); or a manifest on the web (`https://…`).
  ///   - options: How it is opened.
  /// - Throws: `ReportError` or `InputError` if nothing can be found or read there, `ManifestError`
  ///   if it is not a manifest that Plumb can read; each says what to do.
  public init(at location: String, _ options: Options = Options()) throws {
    try self.init(try OpenedManifest(at: location, options), options, argument: location)
  }

  /// Reads a manifest that is in memory.
  ///
  /// - Parameters:
  ///   - bytes: The manifest, plain or gzip.
  ///   - name: Its name in messages.
  ///   - options: How it is read.
  /// - Throws: `ManifestError` if it is not a manifest that Plumb can read.
  public init(
    manifest bytes: [UInt8], name: String = "manifest", _ options: Options = Options()
  ) throws {
    let source = try InputFile.unpacked(MemoryByteSource(bytes, name: name))
    try self.init(
      OpenedManifest(source, path: name, byteCount: bytes.count), options, argument: nil)
  }

  private init(_ opened: OpenedManifest, _ options: Options, argument: String?) throws {
    let again =
      options.keepsManifest
      ? try RereadableManifest(path: opened.path, source: opened.source) : nil
    let source = HashedByteSource(again?.source ?? opened.source, hashes: options.hashes)
    let manifest: Manifest
    do {
      manifest = try source.readManifest(
        byteCount: opened.byteCount, reading: options.attributes)
      labels = try manifest.dataset(attributes: options.attributes)
    } catch var error as ManifestError {
      error.message = "\(source.name): \(error.message)"
      error.nextStep = opened.command(error.nextStep)
      throw error
    }
    summary = SummaryReport(
      labels, manifestName: source.name, choseAttribute: options.attributes.isEmpty,
      stage: JobLocator.stage(ofManifest: opened.path))
    otherLabels = options.keepsOtherLabels ? Self.others(manifest, labels) : []
    self.argument = argument
    (location, name, access) = (opened.path, source.name, opened.access)
    (file, byteCount) = (opened.file, opened.byteCount)
    (self.options, self.manifest, contentHash) = (options, again, source.hash)
  }

  /// The maximum number of other attributes: a chain of jobs has a few.
  private static let maximumOthers = 8

  private static func others(_ manifest: Manifest, _ labels: Dataset) -> [Dataset] {
    let own = Set(labels.labelling.attributes.map { ByteString($0) })
    return manifest.labelAttributes.filter {
      $0.isReadable && $0.kind == .single && !own.contains(ByteString($0.name))
    }
    .prefix(maximumOthers).compactMap { try? manifest.dataset(attribute: $0.name) }
  }

  /// The access to S3: the manifest's, or a new one.
  package func s3() throws -> S3Access { try access ?? options.access() }

  /// Whether the images are objects in S3.
  package var hasObjects: Bool {
    guard labels.count > 0, case .object = labels.reference(0) else { return false }
    return true
  }
}

extension Job.Options {
  /// Prepares access to S3; sends no request yet.
  package func access() throws -> S3Access {
    let access = S3Access(
      settings: try AWSSettings(flags: aws), userAgent: userAgent, stop: cancellation)
    try willConnect(access)
    return access
  }
}
