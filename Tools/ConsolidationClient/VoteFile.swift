import PlumbAnalysis
import PlumbLabels
import PlumbText

/// Votes as a table of task, worker and label, with the names of the tasks.
struct VoteFile {
  /// Tasks in the order of their names' bytes; rows of the votes.
  var tasks: [String]
  var votes: Votes

  /// Reads comma-separated values with a header line `task,worker,label`.
  init(_ bytes: [UInt8]) throws(FormatError) {
    var reader = CSVReader(bytes)
    let header = try reader.next()?.cells.map { String(decoding: $0, as: UTF8.self) }
    guard header == ["task", "worker", "label"] else {
      throw FormatError(line: 1, "the header must be task,worker,label")
    }
    var (tasks, workers, labels) = (Names(), Names(), Names())
    var answers: [Votes.Answer] = []
    while let record = try reader.next() {
      guard record.cells.count == 3 else {
        throw FormatError(line: record.line, "three cells are needed: task, worker and label")
      }
      answers.append(
        Votes.Answer(
          row: tasks.number(record.cells[0]), worker: workers.number(record.cells[1]),
          classID: labels.number(record.cells[2])))
    }
    let places = (tasks.places, workers.places, labels.places)
    for index in answers.indices {
      answers[index].row = places.0[answers[index].row]
      answers[index].worker = places.1[answers[index].worker]
      answers[index].classID = places.2[answers[index].classID]
    }
    self.tasks = tasks.sorted
    votes = Votes(
      answers, rowCount: tasks.sorted.count, workerNames: workers.sorted,
      classNames: labels.sorted)
  }
}

/// Distinct names, numbered by first appearance.
private struct Names {
  private var numbers: [ArraySlice<UInt8>: Int] = [:]

  mutating func number(_ name: ArraySlice<UInt8>) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = numbers.count
    return numbers.count - 1
  }

  private var order: [(key: ArraySlice<UInt8>, value: Int)] {
    numbers.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// The names in the order of their bytes.
  var sorted: [String] { order.map { String(decoding: $0.key, as: UTF8.self) } }

  /// The position of each number in that order.
  var places: [Int] {
    var places = [Int](repeating: 0, count: numbers.count)
    for (place, name) in order.enumerated() { places[name.value] = place }
    return places
  }
}
