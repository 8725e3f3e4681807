import ArgumentParser
import Plumb
import PlumbLabels
import PlumbPages
import PlumbReports
import PlumbS3
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

  /// Reads the answers of a job; nil if none are beside the manifest and no folder was named.
  ///
  /// - Parameters:
  ///   - job: The job, whose labels the answers are matched to.
  ///   - quiet: Whether nothing is said of the progress.
  /// - Throws: `ReportError` if the named folder holds no answers, and what makes it impossible to
  ///   read any.
  func load(for job: Job, quiet: Bool = false) throws -> LoadedVotes? {
    var bar = ProgressBar(quiet: quiet)
    defer { bar.clear() }
    return try job.answers(in: answers) { bar.show("reading answers", $0, of: $1) }
  }

  /// Reads the answers for a command that says what else it knows where there are none.
  ///
  /// - Throws: as ``load(for:quiet:)``, but only if a folder was named.
  func fill(_ input: inout JobQuality.Input, for job: Job, quiet: Bool) throws {
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
  func quality(of job: Job, quiet: Bool) throws -> JobQuality {
    var input = job.attributeEvidence
    try fill(&input, for: job, quiet: quiet)
    return JobQuality(job.labels, input)
  }

  /// The same where a command cannot do without answers.
  ///
  /// - Throws: `ReportError` if there are none, with what was tried.
  func require(for job: Job, quiet: Bool = false) throws -> LoadedVotes {
    if let votes = try load(for: job, quiet: quiet) { return votes }
    throw ReportError(
      "\(job.name): no workers' answers found (tried \(AnswersLocator.tried) in the job's folder); "
        + "copy the whole job folder, or pass it with --answers.")
  }
}
