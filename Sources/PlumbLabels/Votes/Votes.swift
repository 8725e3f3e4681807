/// The workers' answers of one labeling job, matched to the rows of a ``Dataset``.
///
/// Answers are kept in columns, sorted by row; within a row in the order in which they were read,
/// which does not depend on the order of files in a folder. Immutable.
public struct Votes: Sendable {
  /// The dataset's row of each answer, ascending.
  public let rows: [Int32]
  /// The worker of each answer, an index of ``workerNames``.
  public let workers: [Int32]
  /// The class of each answer, an index of ``classNames``.
  public let classes: [Int32]
  /// When the worker took the task, in microseconds since 1970; ``noTime`` if it is not known.
  public let acceptedTimes: [Int64]
  /// When the worker gave the answer, in microseconds since 1970; ``noTime`` if it is not known.
  public let submittedTimes: [Int64]
  /// How long the worker took in seconds, at least 0; NaN if unknown.
  public let secondsSpent: [Float]
  /// Ids of the workers, in the order of their UTF-8 bytes.
  public let workerNames: [String]
  /// For each worker, the user's id (`sub`) at the work team's identity provider; nil if the
  /// answers do not have it, as those of public workers and of older jobs.
  public let workerSubjects: [String?]
  /// Names of the classes: those of the dataset in its order, then any that only answers have.
  ///
  /// Compare them by their UTF-8 bytes, never by `==`.
  public let classNames: [String]
  /// Where the answers of each row begin: row `r` has the answers
  /// `rowStarts[r]..<rowStarts[r + 1]`; one more element than the dataset has rows.
  public let rowStarts: [Int]

  /// An unknown time.
  public static let noTime = Int64.min

  /// How many answers there are.
  public var count: Int { rows.count }

  /// How many rows the dataset has, with or without answers.
  public var rowCount: Int { rowStarts.count - 1 }

  /// The answers of one row, as positions in the columns.
  public func answers(of row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }
}

extension Votes {
  /// One worker's label for one image.
  public struct Answer: Sendable, Hashable {
    /// The dataset's row.
    public var row: Int
    /// An index of the workers' names.
    public var worker: Int
    /// An index of the classes' names.
    public var classID: Int
    /// In microseconds since 1970; nil if unknown.
    public var accepted: Int64?
    /// In microseconds since 1970; nil if unknown.
    public var submitted: Int64?
    /// At least 0; nil if unknown.
    public var secondsSpent: Double?

    /// Makes an answer.
    public init(
      row: Int, worker: Int, classID: Int, accepted: Int64? = nil, submitted: Int64? = nil,
      secondsSpent: Double? = nil
    ) {
      self.row = row
      self.worker = worker
      self.classID = classID
      self.accepted = accepted
      self.submitted = submitted
      self.secondsSpent = secondsSpent
    }
  }

  /// Makes the columns of answers in any order.
  ///
  /// Answers of one row keep the order in which they are given.
  ///
  /// - Parameters:
  ///   - answers: The answers; rows, workers and classes must be within the counts.
  ///   - rowCount: How many rows the dataset has.
  ///   - workerNames: Ids of the workers.
  ///   - classNames: Names of the classes.
  ///   - workerSubjects: The users' ids at the identity provider, one a worker; nil if no worker's
  ///     is known.
  public init(
    _ answers: [Answer], rowCount: Int, workerNames: [String], classNames: [String],
    workerSubjects: [String?]? = nil
  ) {
    var starts = [Int](repeating: 0, count: rowCount + 1)
    for answer in answers { starts[answer.row + 1] += 1 }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var places = starts
    var order = [Int](repeating: 0, count: answers.count)
    for (index, answer) in answers.enumerated() {
      order[places[answer.row]] = index
      places[answer.row] += 1
    }
    rows = order.map { Int32(answers[$0].row) }
    workers = order.map { Int32(answers[$0].worker) }
    classes = order.map { Int32(answers[$0].classID) }
    acceptedTimes = order.map { answers[$0].accepted ?? Votes.noTime }
    submittedTimes = order.map { answers[$0].submitted ?? Votes.noTime }
    secondsSpent = order.map { answers[$0].secondsSpent.map(Float.init) ?? .nan }
    self.workerNames = workerNames
    self.workerSubjects = workerSubjects ?? Array(repeating: nil, count: workerNames.count)
    self.classNames = classNames
    rowStarts = starts
  }
}
