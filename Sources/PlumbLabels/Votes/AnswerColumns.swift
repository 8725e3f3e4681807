/// The answers of a batch by row: each worker's last answer for each row.
struct AnswerColumns {
  private let batch: AnswerBatch
  private let rows: [Int32]
  /// Positions in the batch, by row and in the order of files.
  private let order: [Int32]
  /// New numbers of the batch's classes and workers.
  private let classIDs: [Int32]
  private let workerIDs: [Int32]
  private let workerOrder: [Int]

  /// Names of the classes: those of the dataset, then those that only answers have, by their bytes.
  ///
  /// Where answers are sets of classes, the sets in words.
  let classNames: [String]
  /// The sets that answers refer to; nil if each answer is one class.
  let sets: AnswerSets?
  /// Answers that were replaced by a later one of the same worker.
  private(set) var repeated = FileProblemList()
  /// Rows with answers from several iterations.
  private(set) var severalIterations: [Int32] = []

  /// Orders the answers of a batch.
  ///
  /// - Parameters:
  ///   - batch: The answers.
  ///   - dataset: The labels.
  ///   - taskRows: The row of each task; nil leaves it out.
  ///   - taskOrder: The tasks in the order in which they are to be read.
  ///   - files: The files that tasks refer to.
  init(
    _ batch: AnswerBatch, dataset: Dataset, taskRows: [Int32?], taskOrder: [Int32],
    files: [AnswerFile]
  ) {
    self.batch = batch
    if dataset.labelling.kind == .multiple {
      (sets, classIDs) = Self.sets(batch, dataset)
      classNames = sets.map { sets in sets.members.indices.map(sets.words) } ?? []
    } else {
      sets = nil
      (classNames, classIDs) = Self.classes(batch, dataset)
    }
    workerOrder = Self.sorted(batch.workerNames)
    workerIDs = inverse(workerOrder)
    var sorted = AnswersByRow(
      batch, rowCount: dataset.count, taskRows: taskRows, taskOrder: taskOrder)
    sorted.keepLast(of: batch)
    (rows, order) = (sorted.rows, sorted.answers)
    for answer in sorted.replaced {
      repeated.append(
        file: batch.files[Int(batch.tasks[Int(answer)])], .repeatedAnswer,
        "a worker answered again for the same image; the last answer is used")
    }
    severalIterations = iterationChanges(files)
  }

  private static func classes(_ batch: AnswerBatch, _ dataset: Dataset) -> ([String], [Int32]) {
    var table = ByteStringTable()
    for name in dataset.classNames { _ = table.intern(name) }
    var ids = [Int32](repeating: -1, count: batch.classNames.count)
    for id in sorted(batch.classNames) { ids[id] = Int32(table.intern(batch.classNames[id])) }
    return ((0..<table.count).map { table.string($0) }, ids)
  }

  /// The sets in the order of their bytes, and the new number of each.
  private static func sets(_ batch: AnswerBatch, _ dataset: Dataset) -> (AnswerSets?, [Int32]) {
    let order = sorted(batch.classNames)
    return (AnswerSets(order.map { Array(batch.classNames[$0]) }, dataset), inverse(order))
  }

  /// The numbers of a table's strings in the order of their bytes.
  private static func sorted(_ table: ByteStringTable) -> [Int] {
    (0..<table.count).sorted { table[$0].lexicographicallyPrecedes(table[$1]) }
  }

  private func iterationChanges(_ files: [AnswerFile]) -> [Int32] {
    var changes: [Int32] = []
    var first = 0
    for (index, row) in rows.enumerated() {
      if rows[first] != row { first = index }
      if index > first, changes.last != row, iteration(index, files) != iteration(first, files) {
        changes.append(row)
      }
    }
    return changes
  }

  private func iteration(_ index: Int, _ files: [AnswerFile]) -> Int {
    files[Int(batch.files[Int(batch.tasks[Int(order[index])])])].iteration
  }

  /// The final columns.
  func votes(rowCount: Int) -> Votes {
    let subjects = workerOrder.map { worker in
      let subject = batch.workerSubjects[worker]
      return subject < 0 ? nil : batch.subjects.string(Int(subject))
    }
    return Votes(
      rows: rows, workers: order.map { workerIDs[Int(batch.workers[Int($0)])] },
      classes: order.map { classIDs[Int(batch.classes[Int($0)])] },
      acceptedTimes: order.map { batch.acceptedTimes[Int($0)] },
      submittedTimes: order.map { batch.submittedTimes[Int($0)] },
      secondsSpent: order.map { batch.secondsSpent[Int($0)] },
      workerNames: workerOrder.map { batch.workerNames.string($0) }, workerSubjects: subjects,
      classNames: classNames, rowStarts: starts(rows, rowCount: rowCount))
  }
}

/// The place of each value.
private func inverse(_ order: [Int]) -> [Int32] {
  var places = [Int32](repeating: 0, count: order.count)
  for (place, value) in order.enumerated() { places[value] = Int32(place) }
  return places
}

/// Where each row's run begins in a column of ascending rows, and the end of the last.
private func starts(_ rows: [Int32], rowCount: Int) -> [Int] {
  var starts = [Int](repeating: 0, count: rowCount + 1)
  for row in rows { starts[Int(row) + 1] += 1 }
  for row in 0..<rowCount { starts[row + 1] += starts[row] }
  return starts
}

/// The positions of answers, sorted by row.
private struct AnswersByRow {
  private(set) var rows: [Int32] = []
  private(set) var answers: [Int32] = []
  /// Answers that were removed, in row order.
  private(set) var replaced: [Int32] = []

  /// Sorts by counting, so that answers of a row stay in the order of the tasks.
  init(
    _ batch: AnswerBatch, rowCount: Int, taskRows: [Int32?], taskOrder: [Int32]
  ) {
    let firsts = starts(batch.tasks, rowCount: batch.objects.count)
    var ends = [Int](repeating: 0, count: rowCount + 1)
    for task in batch.tasks {
      if let row = taskRows[Int(task)] { ends[Int(row) + 1] += 1 }
    }
    for row in 0..<rowCount { ends[row + 1] += ends[row] }
    rows = Array(repeating: 0, count: ends[rowCount])
    answers = rows
    for task in taskOrder {
      guard let row = taskRows[Int(task)] else { continue }
      for answer in firsts[Int(task)]..<firsts[Int(task) + 1] {
        let place = ends[Int(row)]
        ends[Int(row)] += 1
        rows[place] = row
        answers[place] = Int32(answer)
      }
    }
  }

  /// Keeps each worker's last answer for each row, at its position.
  mutating func keepLast(of batch: AnswerBatch) {
    var lastRow = [Int32](repeating: -1, count: batch.workerNames.count)
    var lastIndex = [Int32](repeating: -1, count: batch.workerNames.count)
    var isKept = [Bool](repeating: true, count: answers.count)
    for (index, answer) in answers.enumerated() {
      let worker = Int(batch.workers[Int(answer)])
      if lastRow[worker] == rows[index] {
        let earlier = Int(lastIndex[worker])
        let isLater = isLater(answer, than: answers[earlier], in: batch)
        isKept[isLater ? earlier : index] = false
        if !isSame(answer, as: answers[earlier], in: batch) {
          replaced.append(isLater ? answers[earlier] : answer)
        }
        if !isLater { continue }
      }
      lastRow[worker] = rows[index]
      lastIndex[worker] = Int32(index)
    }
    guard isKept.contains(false) else { return }
    rows = zip(rows, isKept).lazy.filter(\.1).map(\.0)
    answers = zip(answers, isKept).lazy.filter(\.1).map(\.0)
  }

  /// Whether an answer that comes later in the files is the later one.
  private func isLater(_ answer: Int32, than other: Int32, in batch: AnswerBatch) -> Bool {
    batch.submittedTimes[Int(answer)] >= batch.submittedTimes[Int(other)]
  }

  /// Whether two files hold one and the same answer, which is no second answer.
  private func isSame(_ answer: Int32, as other: Int32, in batch: AnswerBatch) -> Bool {
    let (one, two) = (Int(answer), Int(other))
    return batch.classes[one] == batch.classes[two]
      && batch.submittedTimes[one] == batch.submittedTimes[two]
  }
}
