import PlumbLabels
import PlumbText

/// Anonymous names for workers: worker-001 gave most answers, worker-002 comes next.
///
/// Of workers with equally many answers the first by the bytes of the id comes first, so the same
/// votes always give the same names. Numbers have as many digits as the largest, at least three.
///
/// - Returns: One name for each worker, in the order of the votes' worker names.
package func workerAliases(_ votes: Votes) -> [String] {
  var counts = [Int](repeating: 0, count: votes.workerNames.count)
  for worker in votes.workers { counts[Int(worker)] += 1 }
  let order = counts.indices.sorted { one, other in
    counts[one] != counts[other]
      ? counts[one] > counts[other]
      : ByteString(votes.workerNames[one]) < ByteString(votes.workerNames[other])
  }
  let digits = max(3, String(counts.count).utf8.count)
  var aliases = [String](repeating: "", count: counts.count)
  for (place, worker) in order.enumerated() {
    let number = String(place + 1)
    let zeros = String(repeating: "0", count: digits - number.utf8.count)
    aliases[worker] = "worker-\(zeros)\(number)"
  }
  return aliases
}
