import PlumbLabels

/// Counts that are computed once and used for every worker.
public struct WorkerEvidence: Sendable {
  /// The answers.
  public let votes: Votes
  /// What the answers say when none may confirm itself.
  public let leaveOneOut: Measured<LeaveOneOut>
  let table: AnswerTable
  let rowCounts: RowCounts
  let times: AnswerTimes
  /// For each answer, whether it is the most probable class by the other workers' answers; nil if
  /// no other worker answered.
  let agreesWithOthers: [Bool?]

  /// Counts.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - reason: Why the answers have no consensus; nil to estimate it.
  public init(_ votes: Votes, withoutConsensus reason: String? = nil) {
    self.votes = votes
    leaveOneOut = reason.map { .notDefined(because: $0) } ?? LeaveOneOut.estimate(votes)
    table = AnswerTable(votes)
    rowCounts = RowCounts(table)
    times = AnswerTimes(votes)
    let (table, posteriors) = (table, leaveOneOut.value?.othersPosteriors)
    agreesWithOthers = (0..<table.count).map { answer in
      posteriors?.best(of: answer).map { $0.classID == Int(table.classes[answer]) }
    }
  }

  /// How many workers there are.
  public var workerCount: Int { table.workerCount }
}

/// How many answers of each class each row has.
struct RowCounts: Sendable {
  private let table: AnswerTable
  private let starts: [Int]
  private let classes: [Int32]
  private let counts: [Int32]

  init(_ table: AnswerTable) {
    self.table = table
    var (starts, classes, counts) = ([0], [Int32](), [Int32]())
    var tally = [Int32](repeating: 0, count: table.classCount)
    for row in 0..<table.rowCount {
      for answer in table.answers(ofRow: row) {
        let id = table.classes[answer]
        if tally[Int(id)] == 0 { classes.append(id) }
        tally[Int(id)] += 1
      }
      for id in classes[(starts.last ?? 0)...] {
        counts.append(tally[Int(id)])
        tally[Int(id)] = 0
      }
      starts.append(classes.count)
    }
    (self.starts, self.classes, self.counts) = (starts, classes, counts)
  }

  /// Answers of one class to a row.
  func count(row: Int, _ id: Int32) -> Int {
    for place in starts[row]..<starts[row + 1] where classes[place] == id {
      return Int(counts[place])
    }
    return 0
  }

  /// All answers to a row.
  func count(row: Int) -> Int { table.answers(ofRow: row).count }
}

/// One worker's answers to one image.
struct WorkerVisit {
  var row: Int
  /// Positions of the answers; more than one where the worker answered several times.
  var answers: ArraySlice<Int32>
}

extension AnswerTable {
  /// A worker's answers, image by image.
  func visits(of worker: Int) -> [WorkerVisit] {
    let answers = answers(ofWorker: worker)
    var visits: [WorkerVisit] = []
    var first = answers.startIndex
    while first < answers.endIndex {
      let row = rows[Int(answers[first])]
      let end = answers[first...].firstIndex { rows[Int($0)] != row } ?? answers.endIndex
      visits.append(WorkerVisit(row: Int(row), answers: answers[first..<end]))
      first = end
    }
    return visits
  }
}
