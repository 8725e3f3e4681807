#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Distributions of a block of rows while they are worked out, one after the other.
struct PosteriorRows: Sendable {
  /// Where the entries of each row end.
  var ends: [Int] = []
  var classes: [Int32] = []
  var values: [Double] = []

  /// Adds a row without entries.
  mutating func appendEmpty() { ends.append(classes.count) }

  /// Adds the distribution that is proportional to e to the power of these numbers, which are
  /// overwritten.
  mutating func append(logWeights: UnsafeMutableBufferPointer<Double>) {
    // Below e^-45 nothing is left of a sum of doubles.
    let negligible = -45.0
    var largest = -Double.infinity
    for weight in logWeights { largest = max(largest, weight) }
    var sum = 0.0
    for id in logWeights.indices {
      let weight = logWeights[id] - largest
      logWeights[id] = weight > negligible ? exp(weight) : 0
      sum += logWeights[id]
    }
    for id in logWeights.indices where logWeights[id] > 0 {
      let value = logWeights[id] / sum
      if value >= PosteriorMatrix.smallest {
        classes.append(Int32(id))
        values.append(value)
      }
    }
    ends.append(classes.count)
  }

  /// The entries of the row that was added last, as positions.
  var lastEntries: Range<Int> { (ends.count > 1 ? ends[ends.count - 2] : 0)..<classes.count }
}

/// What a step of expectation gives besides the posteriors themselves.
struct Expectation: Sendable {
  /// How probable each class is for each row; classes are positions among the chosen ones.
  var posteriors: PosteriorMatrix
  /// The probabilities of each class, summed over rows.
  var classSums: [Double]
  /// The probability of the class that each answer named.
  var rightness: [Double]
  /// The entropy of the posteriors, in nats, with probabilities of at least 1e-10.
  var entropy: Double

  /// The share of each class, from rows with answers.
  var prior: [Double] {
    let total = classSums.reduce(0, +)
    return classSums.map { $0 / total }
  }
}

/// One block's part of an expectation.
struct ExpectationPart: Sendable {
  var rows = PosteriorRows()
  var classSums: [Double]
  var rightness: [Double] = []
  var entropy = 0.0

  /// Adds a row: the weights are overwritten.
  mutating func append(
    logWeights: UnsafeMutableBufferPointer<Double>, answeredClasses: ArraySlice<Int32>
  ) {
    rows.append(logWeights: logWeights)
    let entries = rows.lastEntries
    for entry in entries {
      let value = rows.values[entry]
      classSums[Int(rows.classes[entry])] += value
      entropy -= Self.clipped(value)
    }
    entropy -= Double(logWeights.count - entries.count) * Self.clipped(0)
    for id in answeredClasses {
      rightness.append(entries.first { rows.classes[$0] == id }.map { rows.values[$0] } ?? 0)
    }
  }

  private static func clipped(_ value: Double) -> Double {
    if value == 1 { return 0 }
    let kept = max(value, ConfusionLayout.smallestRate)
    return kept * log(kept)
  }
}

extension Expectation {
  /// Puts the parts of consecutive blocks of rows together, in their order.
  init(_ parts: [ExpectationPart], classCount: Int) {
    posteriors = PosteriorMatrix(parts.map(\.rows), classCount: classCount)
    classSums = sums(parts.map(\.classSums), count: classCount)
    rightness = parts.flatMap(\.rightness)
    entropy = parts.reduce(0) { $0 + $1.entropy }
  }
}

/// The sums, place by place, of lists of equal length.
func sums(_ lists: [[Double]], count: Int) -> [Double] {
  lists.reduce(into: [Double](repeating: 0, count: count)) { total, list in
    for place in total.indices { total[place] += list[place] }
  }
}
