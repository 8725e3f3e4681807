import ArgumentParser
import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbStores

/// Which labels are looked at; every command has these.
struct JobOptions: ParsableArguments {
  @Argument(help: "A manifest (plain or gzip), - for standard input, or a job's output folder.")
  var job: String

  @Option(help: "The label attribute, where the manifest has several. Default: the latest.")
  var attribute: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if job.isEmpty { throw ValidationError("JOB is empty; name a manifest or a job's folder.") }
  }

  /// Reads the labels and says which lines were refused.
  ///
  /// - Parameter hashes: Whether the manifest's hash is worked out, which takes a moment where it is
  ///   large.
  func load(hashes: Bool = false) throws -> LoadedJob {
    let path = try JobLocator.manifest(job)
    let source = HashedByteSource(try InputFile.open(path), hashes: hashes)
    let size = JobLocator.size(of: path)
    MemoryTuning.prepareHeap(forManifestOf: size)
    let dataset: Dataset
    do {
      dataset = try read(source, size: size).dataset(attribute: attribute)
    } catch var error as ManifestError {
      error.message = "\(source.name): \(error.message)"
      throw error
    }
    var loaded = LoadedJob(dataset: dataset, path: path, name: source.name, attribute: attribute)
    loaded.contentHash = source.hash?.hexadecimal
    if !quiet { ProblemLines.say(dataset.problems, manifest: source.name) }
    return loaded
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
  /// Where the manifest was found.
  let path: String
  /// What it is called in messages.
  let name: String
  let summary: SummaryReport
  /// The SHA-256 of the manifest, unpacked; nil where nobody asked for it.
  var contentHash: String?

  init(dataset: Dataset, path: String, name: String, attribute: String?) {
    self.dataset = dataset
    self.path = path
    self.name = name
    summary = SummaryReport(dataset, manifestName: name, choseAttribute: attribute == nil)
  }

  /// Throws where not one label could be read: there is nothing to report on.
  func requireLabels() throws {
    guard summary.coverage.labelled == 0 else { return }
    throw ReportError(
      "\(name): no line has a label under '\(dataset.attribute.name)' "
        + "(lines \(summary.coverageText)); there is nothing to report on.")
  }

  /// Throws where an output would replace the manifest that it is made of.
  func refuseAsOutput(_ output: String) throws {
    guard path != "-", JobLocator.isSameFile(path, output) else { return }
    throw ReportError("\(output) is the manifest itself; name another output.")
  }

  /// How the program ends after a command that used these labels.
  func status(images: ImageLog = ImageLog()) -> ExitStatus {
    summary.refusedCount > 0 || images.failureCount > 0 ? .incomplete : .done
  }
}
