import PlumbLabels
import PlumbSystem

/// The answers of a job as the models read them: by image and by worker, in one order whatever
/// order they were read in, with only the classes that workers chose.
///
/// Classes that no answer has would get a probability of nothing anyway; leaving them out means that
/// a longer list of classes changes no result.
struct AnswerTable: Sendable {
  /// How many rows the dataset has, with or without answers.
  let rowCount: Int
  /// How many workers there are, with or without answers.
  let workerCount: Int
  /// The classes that workers chose, ascending; elsewhere classes are positions in this list.
  let chosenClasses: [Int32]
  /// How many classes the votes name, chosen or not.
  let namedClassCount: Int
  /// Where the answers of each row begin; one more element than rows.
  let rowStarts: [Int]
  /// The worker of each answer; within a row ascending.
  let workers: [Int32]
  /// The class of each answer, a position in `chosenClasses`; ascending for one worker and row.
  let classes: [Int32]
  /// Where the answers of each worker begin in `answersByWorker`.
  let workerStarts: [Int]
  /// Positions of answers, by worker and ascending.
  let answersByWorker: [Int32]
  /// The row of each answer.
  let rows: [Int32]

  /// The number of classes that workers chose.
  var classCount: Int { chosenClasses.count }

  /// How many answers there are.
  var count: Int { workers.count }

  /// Puts votes in order.
  init(_ votes: Votes) {
    rowCount = votes.rowCount
    workerCount = votes.workerNames.count
    namedClassCount = votes.classNames.count
    rowStarts = votes.rowStarts
    rows = votes.rows
    let (chosen, positions) = Self.chosen(votes)
    chosenClasses = chosen
    (workers, classes) = Self.sorted(votes, positions)
    (workerStarts, answersByWorker) = Self.byWorker(workers, workerCount)
  }

  /// The classes that workers chose, and the position of each named class among them.
  private static func chosen(_ votes: Votes) -> (classes: [Int32], positions: [Int32]) {
    var isChosen = [Bool](repeating: false, count: votes.classNames.count)
    for id in votes.classes { isChosen[Int(id)] = true }
    let chosen = isChosen.indices.filter { isChosen[$0] }.map(Int32.init)
    var positions = [Int32](repeating: -1, count: isChosen.count)
    for (position, id) in chosen.enumerated() { positions[Int(id)] = Int32(position) }
    return (chosen, positions)
  }

  /// Workers and classes, sorted by both within each row.
  private static func sorted(_ votes: Votes, _ positions: [Int32]) -> ([Int32], [Int32]) {
    var keys = [UInt64](unsafeUninitializedCapacity: votes.count) { keys, count in
      for answer in 0..<votes.count {
        keys[answer] =
          UInt64(votes.workers[answer]) << 32 | UInt64(positions[Int(votes.classes[answer])])
      }
      count = votes.count
    }
    keys.withUnsafeMutableBufferPointer { keys in
      for row in 0..<votes.rowCount {
        let answers = votes.answers(of: row)
        let isSorted = answers.dropFirst().allSatisfy { keys[$0 - 1] <= keys[$0] }
        if !isSorted { keys[answers].sort() }
      }
    }
    return (keys.map { Int32($0 >> 32) }, keys.map { Int32(truncatingIfNeeded: $0) })
  }

  /// A counting sort of the answers by worker.
  private static func byWorker(_ workers: [Int32], _ count: Int) -> ([Int], [Int32]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for worker in workers { starts[Int(worker) + 1] += 1 }
    for worker in 0..<count { starts[worker + 1] += starts[worker] }
    var places = starts
    var answers = [Int32](repeating: 0, count: workers.count)
    for (answer, worker) in workers.enumerated() {
      answers[places[Int(worker)]] = Int32(answer)
      places[Int(worker)] += 1
    }
    return (starts, answers)
  }

  /// The answers of one row, as positions.
  func answers(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  /// The answers of one worker, as positions.
  func answers(ofWorker worker: Int) -> ArraySlice<Int32> {
    answersByWorker[workerStarts[worker]..<workerStarts[worker + 1]]
  }

  /// How many answers a worker gave.
  func answerCount(ofWorker worker: Int) -> Int { workerStarts[worker + 1] - workerStarts[worker] }

  /// The answers of a row, cut where the worker changes.
  func workerRuns(ofRow row: Int) -> [Range<Int>] {
    let answers = answers(ofRow: row)
    var runs: [Range<Int>] = []
    var first = answers.lowerBound
    for answer in answers where workers[answer] != workers[first] {
      runs.append(first..<answer)
      first = answer
    }
    if first < answers.upperBound { runs.append(first..<answers.upperBound) }
    return runs
  }

  /// Rows in blocks that are worked on side by side.
  var rowBlocks: [Range<Int>] { blocks(byWork: rowStarts, work: 1 << 15) }

  /// Workers in blocks that are worked on side by side.
  var workerBlocks: [Range<Int>] { blocks(byWork: workerStarts, work: 1 << 15) }
}
