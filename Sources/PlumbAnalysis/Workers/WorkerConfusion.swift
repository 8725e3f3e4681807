import PlumbLabels

/// How often one worker gives an answer when another class is correct, according to the others'
/// answers.
public struct WorkerConfusion: Sendable, Hashable {
  /// The class that the others' answers point to.
  public var truth: Int
  /// The class that the worker named.
  public var answer: Int
  /// How many of the worker's answers these are: a sum of posteriors from the others' answers.
  public var expectedCount: Double
  /// The chance of the answer where that class is right, smoothed as AWS does it.
  ///
  /// With the weight of all the worker's answers it is pulled to the worker's own accuracy, with
  /// half that weight to the mean accuracy of all, errors spread evenly over the classes.
  public var rate: Double
}

extension LeaveOneOut {
  /// The estimated confusion matrix of one worker, for the answers that the worker gave.
  ///
  /// - Parameters:
  ///   - worker: An index of the votes' worker names.
  ///   - fewest: Cells with a smaller expected count are left out.
  /// - Returns: By class that is right, then by answer.
  public func confusions(of worker: Int, fewest: Double = 0.05) -> [WorkerConfusion] {
    let chosen = layout.table.chosenClasses
    var cells: [WorkerConfusion] = []
    for truth in 0..<layout.classCount {
      for slot in layout.slots(of: worker) {
        let (count, rate) = rates.rate(of: worker, slot: slot, truth: truth)
        guard count >= fewest else { continue }
        cells.append(
          WorkerConfusion(
            truth: Int(chosen[truth]), answer: Int(chosen[Int(layout.slotClasses[slot])]),
            expectedCount: count, rate: rate))
      }
    }
    return cells
  }
}

/// Answers of one class to images that are labelled as another: who confuses what with what.
public struct ClassConfusion: Sendable, Hashable {
  /// The class that the images are labelled as.
  public var label: Int
  /// The class that was answered.
  public var answer: Int
  /// Their share of all answers to images with that label.
  public var answers: Proportion
  /// On how many images.
  public var images: Int
  /// The workers who gave these answers with their numbers, most first; of equal ones the first.
  public var workers: [WorkerCount]

  /// A number of answers of one worker.
  public struct WorkerCount: Sendable, Hashable {
    /// An index of the votes' worker names.
    public var worker: Int
    /// How many answers.
    public var answers: Int
  }
}

/// All confusions of the answers with the labels, the most frequent first, then by class.
///
/// - Parameters:
///   - votes: The answers.
///   - labels: The consolidated class of each row, below 0 where it has none.
package func classConfusions(_ votes: Votes, labels: [Int32]) -> [ClassConfusion] {
  struct Pair: Hashable {
    var label: Int32
    var answer: Int32
  }
  var found: [Pair: [(row: Int32, worker: Int32)]] = [:]
  var totals = [Int](repeating: 0, count: votes.classNames.count)
  for answer in 0..<votes.count {
    let label = labels[Int(votes.rows[answer])]
    guard label >= 0 else { continue }
    totals[Int(label)] += 1
    if votes.classes[answer] != label {
      found[Pair(label: label, answer: votes.classes[answer]), default: []]
        .append((votes.rows[answer], votes.workers[answer]))
    }
  }
  return found.map { pair, places in
    ClassConfusion(
      label: Int(pair.label), answer: Int(pair.answer),
      answers: Proportion(places.count, of: totals[Int(pair.label)]),
      images: Set(places.map(\.row)).count, workers: workerCounts(places.map(\.worker)))
  }.sorted {
    (-$0.answers.count, $0.label, $0.answer) < (-$1.answers.count, $1.label, $1.answer)
  }
}

private func workerCounts(_ workers: [Int32]) -> [ClassConfusion.WorkerCount] {
  Dictionary(grouping: workers) { $0 }
    .map { ClassConfusion.WorkerCount(worker: Int($0.key), answers: $0.value.count) }
    .sorted { (-$0.answers, $0.worker) < (-$1.answers, $1.worker) }
}
