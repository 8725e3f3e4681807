import ArgumentParser
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbReports

/// Which labels are looked at; every command has these.
struct JobOptions: ParsableArguments {
  @Argument(help: "A manifest (plain or gzip), - for standard input, or a job's output folder.")
  var job: String

  @Option(help: "The label attribute, where the manifest has several. Default: the latest.")
  var attribute: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  /// Reads the labels and says which lines were refused.
  func load() throws -> LoadedJob {
    let path = try JobLocator.manifest(job)
    let source = try InputFile.open(path)
    let dataset: Dataset
    do {
      dataset = try read(source).dataset(attribute: attribute)
    } catch var error as ManifestError {
      error.message = "\(source.name): \(error.message)"
      throw error
    }
    let loaded = LoadedJob(dataset: dataset, path: path, name: source.name, attribute: attribute)
    if !quiet { ProblemLines.say(dataset.problems, manifest: source.name) }
    return loaded
  }

  private func read(_ source: any ByteSource) throws -> Manifest {
    do {
      return try ManifestReader().read { try source.read(into: $0) }
    } catch InputError.gzipTooLarge(let details) {
      throw ManifestError(code: .gzipTooLarge, message: "\(InputError.gzipTooLarge(details))")
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

  init(dataset: Dataset, path: String, name: String, attribute: String?) {
    self.dataset = dataset
    self.path = path
    self.name = name
    summary = SummaryReport(dataset, manifestName: name, choseAttribute: attribute == nil)
  }

  /// Throws where not one label or failure could be read.
  func requireLabels() throws {
    guard summary.coverage.labelled + summary.coverage.failed + summary.coverage.unlabelled == 0
    else { return }
    throw ReportError(
      "\(name): no line can be used under the label attribute '\(dataset.attribute.name)'.")
  }

  /// How the program ends after a command that used these labels.
  func status(images: ImageLog = ImageLog()) -> ExitStatus {
    summary.refusedCount > 0 || images.failureCount > 0 ? .incomplete : .done
  }
}
