import PlumbLabels
import PlumbSystem

/// How long answers took, as far as it is known.
struct AnswerTimes: Sendable {
  /// One answer with a time.
  struct Time: Sendable {
    var row: Int32
    var seconds: Double
  }

  /// The times of each worker's answers, rows ascending.
  let byWorker: [[Time]]
  /// The times of each row's answers with their workers.
  private let byRow: [[(worker: Int32, logSeconds: Double)]]

  init(_ votes: Votes) {
    var byWorker = [[Time]](repeating: [], count: votes.workerNames.count)
    var byRow = [[(worker: Int32, logSeconds: Double)]](repeating: [], count: votes.rowCount)
    for answer in 0..<votes.count where votes.secondsSpent[answer].isFinite {
      let (row, worker) = (votes.rows[answer], votes.workers[answer])
      let seconds = Double(votes.secondsSpent[answer])
      byWorker[Int(worker)].append(Time(row: row, seconds: seconds))
      byRow[Int(row)].append((worker, Self.logarithm(seconds)))
    }
    (self.byWorker, self.byRow) = (byWorker, byRow)
  }

  /// Clocks are read to whole seconds or milliseconds: what is less than a tenth counts as that.
  private static func logarithm(_ seconds: Double) -> Double { log(max(seconds, 0.1)) }

  /// How much longer than the others a worker took for each image: differences of logarithms to the
  /// median of the others' times, where there are any.
  func differences(of worker: Int) -> [Double] {
    byWorker[worker].compactMap { time in
      // A few of the others are enough, and there may be thousands.
      let others = byRow[Int(time.row)].lazy.filter { Int($0.worker) != worker }
        .prefix(64).map(\.logSeconds).sorted()
      guard !others.isEmpty else { return nil }
      return Self.logarithm(time.seconds) - Statistics.percentile(others, 0.5)
    }
  }
}
