import ArgumentParser
import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbStores
import PlumbSystem
import PlumbText

/// Which labels are looked at; every command has these.
struct JobOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A manifest, a job's output folder, or - for standard input; local or s3://….",
      discussion: "Manifests can be plain or gzip, and also https:// URLs."))
  var job: String

  @Option(help: "The label attribute to use if the manifest has several. Default: the latest.")
  var attribute: String?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @OptionGroup var remote: RemoteOptions

  func validate() throws {
    if job.isEmpty {
      throw ValidationError("JOB is empty; pass a manifest or a job's output folder.")
    }
  }

  /// Reads the labels and says which lines were refused.
  ///
  /// - Parameters:
  ///   - hashes: Whether the manifest's hash is worked out, which takes a moment where it is large.
  ///   - isReadAgain: Whether its bytes are needed once more.
  ///   - others: Whether the labels of the manifest's other attributes are wanted.
  func load(
    hashes: Bool = false, again isReadAgain: Bool = false, others: Bool = false
  ) throws -> LoadedJob {
    let (path, opened, access) = try open()
    let again = isReadAgain ? try ManifestAgain(path: path, source: opened) : nil
    let source = HashedByteSource(again?.source ?? opened, hashes: hashes)
    let size = JobLocator.size(of: path)
    MemoryTuning.prepareHeap(forManifestOf: size)
    let (manifest, dataset): (Manifest, Dataset)
    do {
      manifest = try read(source, size: size)
      dataset = try manifest.dataset(attribute: attribute)
    } catch var error as ManifestError {
      error.message = "\(source.name): \(error.message)"
      error.nextStep = Self.command(error.nextStep, on: path)
      throw error
    }
    var loaded = LoadedJob(
      dataset: dataset, path: path, name: source.name, attribute: attribute, remote: remote,
      access: access)
    loaded.contentHash = source.hash?.hexadecimal
    loaded.again = again
    if others { loaded.others = Self.others(manifest, dataset) }
    if !quiet { ProblemLines.say(dataset.problems, manifest: source.name) }
    return loaded
  }

  /// A next step with the path of a local manifest in place of the word MANIFEST.
  private static func command(_ nextStep: String, on path: String) -> String {
    guard JobLocator.isFile(path) else { return nextStep }
    let name = path.hasSuffix(".gz") ? "<(gunzip -c \(shellWord(path)))" : shellWord(path)
    return nextStep.split(separator: " ", omittingEmptySubsequences: false)
      .map { $0 == "MANIFEST" ? name : String($0) }.joined(separator: " ")
  }

  /// The most other attributes that are looked at: a chain of jobs has a few.
  private static let maximumOthers = 8

  private static func others(_ manifest: Manifest, _ dataset: Dataset) -> [Dataset] {
    manifest.labelAttributes.filter {
      $0.isReadable && !$0.name.utf8.elementsEqual(dataset.attribute.name.utf8)
    }
    .prefix(maximumOthers).compactMap { try? manifest.dataset(attribute: $0.name) }
  }

  /// Finds and opens the manifest, wherever it is.
  private func open() throws -> (path: String, source: any ByteSource, access: S3Access?) {
    switch try JobPlace(job) {
    case .file(let path): return (path, try InputFile.open(path), nil)
    case .remote(let location):
      let access = try remote.access()
      let (found, source) = try RemoteJob(access: access).open(location)
      return (found, source, access)
    }
  }

  private func read(_ source: HashedByteSource, size: Int?) throws -> Manifest {
    do {
      return try ManifestReader().read(expecting: size) { try readBytes(source, into: $0) }
    } catch let error as ManifestError where error.code == .binary && source.isGzip {
      // A gzip bomb unpacks to zeros: then the reason is its size, which shows when it is read on.
      try drain(source)
      throw error
    }
  }

  /// In the machine-readable output, trouble with gzip data is a problem of the manifest.
  private func readBytes(
    _ source: any ByteSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws -> Int {
    do throws(InputError) {
      return try source.read(into: buffer)
    } catch {
      switch error {
      case .gzipTooLarge: throw ManifestError(code: .gzipTooLarge, message: "\(error)")
      case .gzipDamaged(_, let bytesOut, _) where bytesOut > 0:
        throw InputCutOff(message: "\(error)")
      case .gzipDamaged: throw ManifestError(code: .gzipDamaged, message: "\(error)")
      default: throw error
      }
    }
  }

  private func drain(_ source: any ByteSource) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    do {
      while try readBytes(source, into: buffer) > 0 {}
    } catch is InputCutOff {
      // That the data is cut off as well adds nothing.
    }
  }
}

/// A job whose labels have been read.
struct LoadedJob {
  let dataset: Dataset
  /// Where the manifest was found: a path, "-", or a location such as `s3://…`.
  let path: String
  /// How S3 is to be reached, where something has to be read from it.
  let remote: RemoteOptions
  /// How the manifest was read, where it is not a local file.
  let access: S3Access?
  /// What it is called in messages.
  let name: String
  let summary: SummaryReport
  /// The SHA-256 of the unpacked manifest; nil if it was not requested.
  var contentHash: String?
  /// The bytes of the manifest for a second reading; nil if they were not requested.
  var again: ManifestAgain?
  /// The labels of the manifest's other attributes; empty if they were not requested.
  var others: [Dataset] = []

  init(
    dataset: Dataset, path: String, name: String, attribute: String?,
    remote: RemoteOptions, access: S3Access? = nil
  ) {
    self.dataset = dataset
    self.path = path
    self.remote = remote
    self.access = access
    self.name = name
    summary = SummaryReport(dataset, manifestName: name, choseAttribute: attribute == nil)
  }

  /// Whether the images are objects in S3.
  var hasObjects: Bool {
    guard dataset.count > 0, case .object = dataset.reference(0) else { return false }
    return true
  }

  /// Throws where not one label could be read: there is nothing to report on.
  func requireLabels() throws {
    guard summary.coverage.labelled == 0 else { return }
    throw ReportError(
      "\(name): no line has a label under '\(dataset.attribute.name)' "
        + "(lines \(summary.coverageText)), so there is nothing to report.")
  }

  /// Throws where an output would replace the manifest that it is made of.
  func refuseAsOutput(_ output: String) throws {
    guard path != "-", JobLocator.isSameFile(path, output) else { return }
    throw ReportError("\(output) is the manifest itself; choose another output.")
  }

  /// How the program ends after a command that used these labels.
  func status(images: ImageLog = ImageLog()) -> ExitStatus {
    summary.refusedCount > 0 || images.failureCount > 0 ? .incomplete : .done
  }
}
