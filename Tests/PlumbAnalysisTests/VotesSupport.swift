import PlumbLabels
import TestSupport
import Testing

/// Votes from triples of row, worker and class.
func votes(
  _ answers: [(row: Int, worker: Int, classID: Int)], rows: Int, workers: Int, classes: Int
) -> Votes {
  Votes(
    answers.map { Votes.Answer(row: $0.row, worker: $0.worker, classID: $0.classID) },
    rowCount: rows, workerNames: (0..<workers).map { "w\($0)" },
    classNames: (0..<classes).map { "c\($0)" })
}

/// Votes from one list of classes a row; the first answer of each row is worker 0's, and so on.
func votes(rows: [[Int]], classes: Int) -> Votes {
  votes(
    rows.enumerated().flatMap { row, list in
      list.enumerated().map { (row: row, worker: $0.offset, classID: $0.element) }
    }, rows: rows.count, workers: rows.map(\.count).max() ?? 0, classes: classes)
}

/// Workers of different skill who answer random images of random classes.
///
/// - Returns: The votes, and the class that is right for each row.
func randomVotes(
  rows: Int, workers: Int, classes: Int, answers: ClosedRange<Int>, seed: UInt64,
  skills: ClosedRange<Double> = 0.4...0.95
) -> (votes: Votes, truth: [Int]) {
  var numbers = SeededNumbers(seed: seed)
  let skill = (0..<workers).map { _ in Double.random(in: skills, using: &numbers) }
  let truth = (0..<rows).map { _ in Int.random(in: 0..<classes, using: &numbers) }
  var all: [(row: Int, worker: Int, classID: Int)] = []
  for row in 0..<rows {
    let count = min(workers, Int.random(in: answers, using: &numbers))
    for worker in (0..<workers).shuffled(using: &numbers).prefix(count) {
      let isRight = Double.random(in: 0..<1, using: &numbers) < skill[worker]
      let id = isRight ? truth[row] : Int.random(in: 0..<classes, using: &numbers)
      all.append((row, worker, id))
    }
  }
  return (votes(all, rows: rows, workers: workers, classes: classes), truth)
}

/// The answers of votes as they were given.
func answers(of votes: Votes) -> [Votes.Answer] {
  (0..<votes.count).map { index in
    Votes.Answer(
      row: Int(votes.rows[index]), worker: Int(votes.workers[index]),
      classID: Int(votes.classes[index]),
      secondsSpent: votes.secondsSpent[index].isNaN ? nil : Double(votes.secondsSpent[index]))
  }
}

/// The same votes after every answer was changed.
func changed(
  _ votes: Votes, rowCount: Int? = nil, classNames: [String]? = nil, workerNames: [String]? = nil,
  _ change: (inout Votes.Answer) -> Void = { _ in }
) -> Votes {
  Votes(
    answers(of: votes).map { answer in
      var answer = answer
      change(&answer)
      return answer
    }, rowCount: rowCount ?? votes.rowCount, workerNames: workerNames ?? votes.workerNames,
    classNames: classNames ?? votes.classNames)
}

/// A job that is odd in one way.
struct HostileVotes: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var votes: Votes

  init(_ name: String, _ votes: Votes) {
    testDescription = name
    self.votes = votes
  }
}

/// Jobs for which formulae have holes.
let hostileVotes: [HostileVotes] = [
  HostileVotes("no rows", votes([], rows: 0, workers: 0, classes: 0)),
  HostileVotes("no answers", votes([], rows: 3, workers: 2, classes: 2)),
  HostileVotes("one answer", votes(rows: [[1]], classes: 3)),
  HostileVotes("one worker everywhere", votes(rows: (0..<40).map { [$0 % 3] }, classes: 3)),
  HostileVotes(
    "one answer an image",
    votes((0..<60).map { ($0, $0 % 7, $0 % 4) }, rows: 60, workers: 7, classes: 4)),
  HostileVotes("one class", votes(rows: .init(repeating: [0, 0, 0], count: 30), classes: 1)),
  HostileVotes(
    "one of many classes", votes(rows: .init(repeating: [2, 2], count: 30), classes: 5)),
  HostileVotes(
    "workers who saw one class only",
    votes(
      (0..<90).map { ($0 / 3, $0 / 3 % 3 * 3 + $0 % 3, $0 / 3 % 3) }, rows: 30, workers: 9,
      classes: 3)),
  HostileVotes("nobody agrees", votes(rows: .init(repeating: [0, 1, 2], count: 20), classes: 3)),
  HostileVotes(
    "two workers who never agree", votes(rows: (0..<20).map { [$0 % 2, 1 - $0 % 2] }, classes: 2)),
  HostileVotes(
    "a worker twice on an image",
    votes(
      (0..<40).flatMap { [($0, 0, $0 % 2), ($0, 0, $0 % 2), ($0, 1, ($0 / 2) % 2)] }, rows: 40,
      workers: 2, classes: 2)),
  HostileVotes(
    "images without answers and classes that nobody chose",
    changed(
      randomVotes(rows: 50, workers: 6, classes: 3, answers: 0...4, seed: 5).votes,
      rowCount: 80, classNames: (0..<9).map { "c\($0)" }
    ) { $0.classID *= 4 }),
  HostileVotes(
    "more workers than answers",
    changed(
      randomVotes(rows: 20, workers: 5, classes: 3, answers: 2...3, seed: 6).votes,
      workerNames: (0..<500).map { "w\($0)" })),
  HostileVotes(
    "very many answers to one image",
    votes((0..<3_000).map { (0, $0, $0 % 5 == 0 ? 1 : 0) }, rows: 1, workers: 3_000, classes: 2)),
]
