import PlumbLabels

/// Labels that depend on when they were made.
struct OrderEffects: Check {
  private static let neighbours = Threshold(
    "neighbours", 0.2, in: 0...1,
    meaning:
      "reported if consecutive labels agree by at least this much more than chance, from 0 (chance) "
      + "to 1 (always)")
  private static let drift = Threshold(
    "drift", 0.3, in: 0...1,
    meaning:
      "reported if Cramér's V between class and time (ten consecutive parts) is at least this")

  /// In standard deviations; high, to exclude chance.
  private static let leastDeviation = 5.0

  var description: CheckDescription {
    CheckDescription(
      id: "order-effects", group: .bias, severity: .note,
      question: "Are the labels independent of the order in which they were made?",
      importance: """
        If classes were labelled one after the other, or tired workers repeat their last answer, \
        consecutive labels depend on each other, and a test set taken from the end of the job is \
        not representative.
        """, thresholds: [Self.neighbours, Self.drift],
      command: "plumb export JOB --format csv | cut -d, -f4,7 | sort -t, -k2")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    if evidence.hasSets {
      return .skipped("the test compares single classes, and images may have several")
    }
    switch TimeOrder.all(evidence) {
    case .failure(let none): return .skipped(none.reason)
    case .success(let orders):
      return CheckOutcome(orders.compactMap { finding(in: $0, of: evidence, against: thresholds) })
    }
  }

  private func finding(
    in order: TimeOrder, of evidence: CheckEvidence, against thresholds: Thresholds
  ) -> Finding? {
    let labels = order.rows.map { Int(evidence.labels[$0]) }
    let runs = RunStatistics(labels)
    let table = tenths(labels, classCount: evidence.dataset.classNames.count)
    let drift = table.cramersV
    let sticks =
      runs.agreement >= thresholds[Self.neighbours] && runs.deviation >= Self.leastDeviation
    let drifts = drift >= thresholds[Self.drift] && table.p < 1e-6
    guard sticks || drifts else { return nil }
    let neighbours: FindingText = """
      \(share: runs.observedShare) of the labels have the same class as the label made before them, \
      compared with \(share: runs.expectedShare) by chance
      """
    let periods: FindingText =
      "the mix of classes changes over time (Cramér's V \(decimal: drift))"
    let effect = sticks ? (drifts ? neighbours + "; " + periods : neighbours) : periods
    return finding(
      "Labels by \(words: order.source.noun) depend on when they were made: \(effect)",
      count: labels.count, of: evidence.labelCount,
      details: [
        FindingDetail("source", .text(order.source.rawValue)),
        FindingDetail("neighbours_observed", .number(runs.observedShare)),
        FindingDetail("neighbours_expected", .number(runs.expectedShare)),
        FindingDetail("drift", .number(drift)),
      ])
  }

  /// Classes by tenths of the labels in their order.
  private func tenths(_ labels: [Int], classCount: Int) -> ContingencyTable {
    var counts = [[Int]](repeating: Array(repeating: 0, count: classCount), count: 10)
    for (place, label) in labels.enumerated() { counts[place * 10 / labels.count][label] += 1 }
    return ContingencyTable(counts)
  }
}

/// How often neighbours in a sequence are equal, against what chance makes of it.
///
/// The runs test for several kinds: W. A. Wallis and H. V. Roberts, Statistics (1956), after A. M.
/// Mood, "The distribution theory of runs", Annals of Mathematical Statistics 11 (1940).
struct RunStatistics {
  /// The share of neighbours that are equal.
  let observedShare: Double
  /// What it would be, on average, if the order were random.
  let expectedShare: Double
  /// How far there are fewer runs than expected, in standard deviations.
  let deviation: Double

  /// - Parameter labels: Numbers of kinds, from 0; at least two labels.
  init(_ labels: [Int]) {
    var counts = [Double](repeating: 0, count: (labels.max() ?? 0) + 1)
    for label in labels { counts[label] += 1 }
    let n = Double(labels.count)
    let runs = 1 + Double(zip(labels, labels.dropFirst()).count { $0 != $1 })
    let squares = counts.reduce(0) { $0 + $1 * $1 }
    let cubes = counts.reduce(0) { $0 + $1 * $1 * $1 }
    let expectedRuns = (n * (n + 1) - squares) / n
    let variance =
      (squares * (squares + n * (n + 1)) - 2 * n * cubes - n * n * n) / (n * n * (n - 1))
    observedShare = (n - runs) / (n - 1)
    expectedShare = (n - expectedRuns) / (n - 1)
    deviation = variance > 0 ? (expectedRuns - runs) / variance.squareRoot() : 0
  }

  /// From 0 (chance) to 1 (always equal); below 0 where neighbours avoid each other.
  var agreement: Double {
    expectedShare < 1 ? (observedShare - expectedShare) / (1 - expectedShare) : 0
  }
}
