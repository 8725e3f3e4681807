import PlumbSystem

/// Distributions of a block of rows while they are computed, one after the other.
struct PosteriorRows: Sendable {
  /// Where the entries of each row end.
  private(set) var ends: [Int] = []
  private(set) var classes: [Int32] = []
  private(set) var values: [Double] = []
  /// The probabilities of each class, summed over rows.
  private(set) var classSums: [Double]
  /// The entropy of all rows together, in nats.
  private(set) var entropy = 0.0

  /// Makes room for rows.
  init(classCount: Int, rows: Int) {
    classSums = [Double](repeating: 0, count: classCount)
    ends.reserveCapacity(rows)
    classes.reserveCapacity(rows * 3)
    values.reserveCapacity(rows * 3)
  }

  private static let logNegligible = log(PosteriorMatrix.smallest / 10)

  /// Adds a row without entries.
  mutating func appendEmpty() { ends.append(classes.count) }

  /// Adds the distribution that is proportional to e to the power of these numbers.
  ///
  /// - Parameters:
  ///   - logWeights: One for each class; they are overwritten.
  ///   - kept: Room for as many classes.
  mutating func append(
    logWeights: UnsafeMutableBufferPointer<Double>, kept: UnsafeMutableBufferPointer<Int32>
  ) {
    var largest = -Double.infinity
    for weight in logWeights { largest = max(largest, weight) }
    // What is left out is less than a tenth of the smallest that is kept.
    let negligible = largest + Self.logNegligible
    var (count, sum, mean) = (0, 0.0, 0.0)
    for id in logWeights.indices where logWeights[id] > negligible {
      let distance = logWeights[id] - largest
      let weight = distance == 0 ? 1 : exp(distance)
      sum += weight
      mean += weight * distance
      logWeights[count] = weight
      kept[count] = Int32(truncatingIfNeeded: id)
      count += 1
    }
    if count > 1 { entropy += log(sum) - mean / sum }
    appendEntries(weights: logWeights, kept: kept, count: count, sum: sum)
  }

  private mutating func appendEntries(
    weights: UnsafeMutableBufferPointer<Double>, kept: UnsafeMutableBufferPointer<Int32>,
    count: Int, sum: Double
  ) {
    for entry in 0..<count {
      let value = weights[entry] / sum
      guard value >= PosteriorMatrix.smallest else { continue }
      classes.append(kept[entry])
      values.append(value)
      classSums[Int(kept[entry])] += value
    }
    ends.append(classes.count)
  }
}

/// What a step of expectation gives: how probable each class is for each row.
struct Expectation: Sendable {
  /// Classes are positions among the chosen ones.
  var posteriors: PosteriorMatrix
  /// The probabilities of each class, summed over rows.
  var classSums: [Double]
  /// The entropy of the posteriors, in nats.
  var entropy: Double

  /// Works out the posteriors of all rows, in blocks side by side.
  ///
  /// - Parameters:
  ///   - table: The answers.
  ///   - weigh: Sets the logarithm of each class's weight for the row with these answers.
  init(
    _ table: AnswerTable,
    _ weigh: @Sendable (_ answers: Range<Int>, UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    let count = table.classCount
    let parts = concurrentMap(table.rowBlocks) { rows in
      var part = PosteriorRows(classCount: count, rows: rows.count)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { weights in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { kept in
          for row in rows {
            let answers = table.answers(ofRow: row)
            if answers.isEmpty {
              part.appendEmpty()
            } else {
              weigh(answers, weights)
              part.append(logWeights: weights, kept: kept)
            }
          }
        }
      }
      return part
    }
    classSums = sums(parts.map(\.classSums), count: count)
    entropy = parts.reduce(0) { $0 + $1.entropy }
    posteriors = PosteriorMatrix(parts, classCount: count)
  }

  /// The probability of the class that each answer named.
  func rightness(_ table: AnswerTable) -> [Double] {
    concurrentMap(table.rowBlocks) { rows in
      let answers = table.rowStarts[rows.lowerBound]..<table.rowStarts[rows.upperBound]
      return answers.map { posteriors[Int(table.rows[$0]), Int(table.classes[$0])] }
    }.flatMap(\.self)
  }

  /// The share of each class, from rows with answers.
  var prior: [Double] {
    let total = classSums.reduce(0, +)
    return classSums.map { $0 / total }
  }

  /// The logarithm of each class's share, with shares of at least 1e-10.
  var logPrior: [Double] { prior.map { log(max($0, ConfusionLayout.smallestRate)) } }
}

/// The sums, place by place, of lists of equal length.
func sums(_ lists: [[Double]], count: Int) -> [Double] {
  lists.reduce(into: [Double](repeating: 0, count: count)) { total, list in
    for place in total.indices { total[place] += list[place] }
  }
}
