import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbSystem
import PlumbText

/// Which labels to use; every command has these.
struct JobOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A manifest, a job's output folder, or - for standard input; local or s3://….",
      discussion: "Manifests can be plain or gzip, and also https:// URLs."))
  var job: String

  @Option(
    help: ArgumentHelp(
      "The label attribute to use if the manifest has several; can be repeated.",
      discussion: """
        A name, or a pattern such as 'week*-labels'. Default: attributes that belong together, \
        otherwise the one with the latest label. Values without metadata are read by name only.
        """, valueName: "attribute"))
  var attribute: [String] = []

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
  ///   - hashes: Whether to compute the manifest's hash, which takes a moment if it is large.
  ///   - isReadAgain: Whether its bytes are needed again.
  ///   - others: Whether to keep the labels of the manifest's other attributes.
  func load(
    hashes: Bool = false, again isReadAgain: Bool = false, others: Bool = false
  ) throws -> Job {
    var options = options
    (options.hashes, options.keepsManifest) = (hashes, isReadAgain)
    options.keepsOtherLabels = others
    MemoryTuning.prepareHeap(forManifestOf: try JobPlace.byteCount(of: job))
    let opened = try Job(at: job, options)
    sayProblems(of: opened)
    return opened
  }

  /// Says which lines were refused.
  func sayProblems(of opened: Job) {
    if !quiet { ProblemLines.say(opened.labels.problems, manifest: opened.name) }
  }

  /// How the job is opened.
  var options: Job.Options {
    var options = remote.options
    options.hashes = false
    options.attributes = attribute
    return options
  }
}

extension Job {
  /// Throws where not one label could be read: there is nothing to report on.
  func requireLabels() throws {
    guard summary.coverage.labelled == 0 else { return }
    throw ReportError(
      "\(name): no line has a label under '\(labels.attribute.name)' "
        + "(lines \(summary.coverageText)), so there is nothing to report.")
  }

  /// Throws where an output would replace the manifest that it is made of.
  func refuseAsOutput(_ output: String) throws {
    guard location != "-", JobLocator.isSameFile(location, output) else { return }
    throw ReportError("\(output) is the manifest itself; choose another output.")
  }

  /// How the program ends after a command that used these labels.
  func status(images: ImageLog = ImageLog()) -> ExitStatus {
    summary.refusedCount > 0 || images.failureCount > 0 ? .incomplete : .done
  }
}
