import PlumbLabels
import PlumbSystem

/// For each worker the mean Jaccard index of the worker's sets and the other workers' sets for the same
/// images, from 0 to 1; in the order of the votes' worker names.
///
/// Each image counts alike, however many workers answered it.
///
/// - Parameters:
///   - votes: The answers; their classes are sets.
///   - sets: The sets.
public func meanJaccardWithOthers(_ votes: Votes, _ sets: AnswerSets) -> [Measured<Double>] {
  let bits = ClassBits(sets)
  var sums = [Double](repeating: 0, count: votes.workerNames.count)
  var images = [Int](repeating: 0, count: votes.workerNames.count)
  for row in 0..<votes.rowCount {
    let answers = votes.answers(of: row)
    for answer in answers where answers.count > 1 {
      let own = Int(votes.classes[answer])
      let others = answers.filter { votes.workers[$0] != votes.workers[answer] }
      guard !others.isEmpty else { continue }
      let sum = others.reduce(0) { $0 + bits.jaccard(own, Int(votes.classes[$1])) }
      sums[Int(votes.workers[answer])] += sum / Double(others.count)
      images[Int(votes.workers[answer])] += 1
    }
  }
  return zip(sums, images).map { sum, count in
    count > 0
      ? .value(sum / Double(count))
      : .notDefined(because: "no other worker answered this worker's images")
  }
}
