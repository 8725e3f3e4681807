import PlumbLabels
import PlumbS3

/// A job's answers that have been read.
public struct LoadedVotes: Sendable {
  /// The answers, matched to the rows of the labels.
  public let votes: Votes
  /// The sets of classes that the answers' classes stand for; nil if each answer is one class.
  public let sets: AnswerSets?
  /// Problems with the answers.
  public let problems: [VoteProblem]
  /// How well answers and labels match.
  public let fit: AnswerFit
  /// Which kind of files was read.
  public let source: AnswerSource
  /// How many files were read.
  public let fileCount: Int
  /// The folder or location that they were read from.
  public let folder: String

  /// Takes what a reader read.
  package init(_ outcome: AnswerReader.Outcome, folder: String) {
    (votes, sets) = (outcome.reading.votes, outcome.reading.sets)
    problems = outcome.reading.problems
    fit = outcome.reading.fit
    source = outcome.source
    fileCount = outcome.fileCount
    self.folder = folder
  }

  /// Takes answers that come from no file.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - fit: How well they fit to the labels.
  ///   - sets: The sets of classes that the answers' classes stand for; nil if each answer is one class.
  public init(_ votes: Votes, fit: AnswerFit, sets: AnswerSets? = nil) {
    (self.votes, self.sets) = (votes, sets)
    self.fit = fit
    (problems, source, fileCount, folder) = ([], .workerResponse, 0, "")
  }

  /// Whether files, or answers that could have counted, were left out.
  public var isIncomplete: Bool {
    problems.contains { $0.code.effect != .warning && $0.code != .repeatedAnswer }
  }
}
