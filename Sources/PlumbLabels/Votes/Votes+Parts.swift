extension Votes {
  /// The answers of the first rows only; the others have none.
  func keeping(rowsBelow end: Int) -> Votes {
    let count = rowStarts[end]
    return Votes(
      rows: Array(rows[..<count]), workers: Array(workers[..<count]),
      classes: Array(classes[..<count]), acceptedTimes: Array(acceptedTimes[..<count]),
      submittedTimes: Array(submittedTimes[..<count]), secondsSpent: Array(secondsSpent[..<count]),
      workerNames: workerNames, workerSubjects: workerSubjects, classNames: classNames,
      rowStarts: rowStarts.map { min($0, count) })
  }

  /// The same answers, without workers and classes that have none; those of the dataset stay.
  ///
  /// - Parameter classCount: How many classes the dataset has.
  func withoutUnusedNames(keepingClasses classCount: Int) -> Votes {
    let used = (
      workers: uses(of: workers, count: workerNames.count),
      classes: uses(of: classes, count: classNames.count, always: classCount)
    )
    if !used.workers.contains(false), !used.classes.contains(false) { return self }
    let (workerIDs, classIDs) = (newNumbers(used.workers), newNumbers(used.classes))
    func kept<Name>(_ names: [Name], _ isUsed: [Bool]) -> [Name] {
      zip(names, isUsed).filter(\.1).map(\.0)
    }
    return Votes(
      rows: rows, workers: workers.map { workerIDs[Int($0)] },
      classes: classes.map { classIDs[Int($0)] }, acceptedTimes: acceptedTimes,
      submittedTimes: submittedTimes, secondsSpent: secondsSpent,
      workerNames: kept(workerNames, used.workers),
      workerSubjects: kept(workerSubjects, used.workers),
      classNames: kept(classNames, used.classes), rowStarts: rowStarts)
  }
}

/// Which numbers below `count` occur; the first ones always count as used.
private func uses(of numbers: [Int32], count: Int, always first: Int = 0) -> [Bool] {
  var isUsed = (0..<count).map { $0 < first }
  for number in numbers { isUsed[Int(number)] = true }
  return isUsed
}

/// The new number of each old one, without unused ones.
private func newNumbers(_ isUsed: [Bool]) -> [Int32] {
  var next: Int32 = -1
  return isUsed.map { used in
    if used { next += 1 }
    return next
  }
}
