import ArgumentParser
import PlumbLabels
import PlumbReports
import PlumbStores
import PlumbText

/// Where the workers' answers are.
struct AnswersOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with the workers' answers: the job's output folder, local or s3://….",
      discussion: """
        Answers are read from annotations/worker-response in it, or else from the consolidation \
        requests. Default: the folder that the manifest belongs to.
        """, valueName: "dir"))
  var answers: String?

  @Flag(help: "Replace worker ids with worker-001 and so on, ordered by number of answers.")
  var anonymous = false

  func validate() throws {
    if answers?.isEmpty ?? false {
      throw ValidationError("--answers is empty; pass a folder.")
    }
  }

  /// Reads the answers of a job; nil where none are beside the manifest and no folder was named.
  ///
  /// - Parameters:
  ///   - job: The job, whose labels the answers are matched to.
  ///   - quiet: Whether nothing is said of the progress.
  /// - Throws: `ReportError` where the named folder holds no answers, and what makes it impossible to
  ///   read any.
  func load(for job: LoadedJob, quiet: Bool = false) throws -> LoadedVotes? {
    var bar = ProgressBar(quiet: quiet)
    defer { bar.clear() }
    for reader in try readers(for: job) {
      let outcome = try reader.reader.read(for: job.dataset) {
        bar.show("reading answers", $0, of: $1)
      }
      if let outcome { return LoadedVotes(outcome, folder: reader.folder) }
    }
    guard let answers else { return nil }
    throw ReportError(
      "\(answers): no workers' answers found (tried \(AnswersLocator.tried)); check that the copy of "
        + "the folder is complete.")
  }

  /// Reads the answers for a command that says what else it knows where there are none.
  ///
  /// - Throws: as ``load(for:quiet:)``, but only where a folder was named.
  func fill(_ input: inout JobQuality.Input, for job: LoadedJob, quiet: Bool) throws {
    input.isAnonymous = anonymous
    do {
      input.votes = try load(for: job, quiet: quiet)
    } catch  where answers == nil {
      input.answersProblem = displayText("\(error)", limit: 300).sentencePart
      return
    }
    guard let votes = input.votes else {
      input.answersProblem = "no answer files belong to the job (tried \(AnswersLocator.tried))"
      return
    }
    if !quiet { ProblemLines.say(votes.problems, folder: votes.folder) }
  }

  /// What is concluded about the labels of a job, whose other attributes were read too.
  func quality(of job: LoadedJob, quiet: Bool) throws -> JobQuality {
    var input = JobQuality.Input(others: job.others)
    try fill(&input, for: job, quiet: quiet)
    return JobQuality(job.dataset, input)
  }

  /// The same where a command cannot do without answers.
  ///
  /// - Throws: `ReportError` where there are none, with what was tried.
  func require(for job: LoadedJob, quiet: Bool = false) throws -> LoadedVotes {
    if let votes = try load(for: job, quiet: quiet) { return votes }
    throw ReportError(
      "\(job.name): no workers' answers found (tried \(AnswersLocator.tried) in the job's folder); "
        + "copy the whole job folder, or pass it with --answers.")
  }

  /// What may read the answers, the likeliest place first.
  private func readers(for job: LoadedJob) throws -> [(reader: AnswerReader, folder: String)] {
    if let answers, JobPlace.isRemote(answers) { return try remoteReaders(answers, job) }
    if let answers { return [try reader(AnswersLocator(named: answers))] }
    if job.access != nil {
      return try RemoteJob.folder(ofManifest: job.path).map { try remoteReaders($0, job) } ?? []
    }
    return try AnswersLocator(manifest: job.path).map { [try reader($0)] } ?? []
  }

  private func reader(_ place: AnswersLocator) throws -> (reader: AnswerReader, folder: String) {
    let files = try FolderAnswerFiles(path: place.folder)
    return (AnswerReader(files, folders: place.sources), place.folder)
  }

  /// The job's output folder in S3, or its `annotations`.
  private func remoteReaders(
    _ folder: String, _ job: LoadedJob
  ) throws -> [(reader: AnswerReader, folder: String)] {
    let prefix = folder.utf8.last == UInt8(ascii: "/") ? folder : folder + "/"
    let access = try job.access ?? job.remote.access()
    guard let store = access.stores.store(of: prefix) else {
      throw ReportError("\(folder): unsupported location; pass a folder or s3://….")
    }
    let files = StoreAnswerFiles(store, prefix: prefix)
    return ["annotations/", ""].map { base in
      let sources = AnswerSource.allCases.map { ($0, base + $0.folder) }
      let folders = Dictionary(uniqueKeysWithValues: sources)
      return (AnswerReader(files, folders: folders, threads: Self.requests), folder)
    }
  }

  /// Objects that are asked for at a time.
  private static let requests = 32
}
