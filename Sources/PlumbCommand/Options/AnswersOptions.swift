import ArgumentParser
import PlumbLabels
import PlumbReports
import PlumbStores

/// Where the workers' answers are.
struct AnswersOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the workers' answers: the job's output folder.",
      discussion: """
        Read from annotations/worker-response in it, else from the consolidation requests. \
        Default: the folder that the manifest belongs to.
        """, valueName: "dir"))
  var answers: String?

  func validate() throws {
    if answers?.isEmpty ?? false {
      throw ValidationError("--answers is empty; name a folder.")
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
    guard let place = try locator(for: job) else { return nil }
    let files = try FolderAnswerFiles(path: place.folder)
    var bar = ProgressBar(quiet: quiet)
    defer { bar.clear() }
    let outcome = try AnswerReader(files, folders: place.sources)
      .read(for: job.dataset) { bar.show("reading answers", $0, of: $1) }
    if let outcome { return LoadedVotes(outcome, folder: place.folder) }
    guard answers != nil else { return nil }
    throw ReportError("\(place.folder) holds no files of workers' answers; is it complete?")
  }

  /// The same where a command cannot do without answers.
  ///
  /// - Throws: `ReportError` where there are none, with what was tried.
  func require(for job: LoadedJob, quiet: Bool = false) throws -> LoadedVotes {
    if let votes = try load(for: job, quiet: quiet) { return votes }
    throw ReportError(
      "\(job.name): no workers' answers belong to it (tried \(AnswersLocator.tried) in the job's "
        + "folder); copy that folder, or name it with --answers.")
  }

  private func locator(for job: LoadedJob) throws -> AnswersLocator? {
    if let answers { return try AnswersLocator(named: answers) }
    return AnswersLocator(manifest: job.path)
  }
}

/// A job's answers that have been read.
struct LoadedVotes {
  let votes: Votes
  let problems: [VoteProblem]
  let fit: AnswerFit
  /// Which kind of files was read.
  let source: AnswerSource
  /// How many files were read.
  let fileCount: Int
  /// The folder that they were read from.
  let folder: String

  init(_ outcome: AnswerReader.Outcome, folder: String) {
    votes = outcome.reading.votes
    problems = outcome.reading.problems
    fit = outcome.reading.fit
    source = outcome.source
    fileCount = outcome.fileCount
    self.folder = folder
  }

  /// Whether files, or answers that could have counted, were left out.
  var isIncomplete: Bool {
    problems.contains { $0.code.effect != .warning && $0.code != .repeatedAnswer }
  }
}
