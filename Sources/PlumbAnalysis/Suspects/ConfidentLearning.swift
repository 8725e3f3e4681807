/// Which classes are mixed up with which, by labels and a model's probabilities.
///
/// Source: C. Northcutt, L. Jiang and I. Chuang, "Confident learning: estimating uncertainty in
/// dataset labels", JAIR 70 (2021), as cleanlab works it out. Only rows that have a label and a
/// prediction count.
public struct ConfidentLearning: Sendable {
  /// For each class the mean probability that rows with that label have for it; above 1 for classes
  /// without rows, which are then never confident.
  public let thresholds: [Double]
  /// Rows by given label and the class that is confidently true; at least 1 on the diagonal.
  public let joint: [[Int]]
  /// The joint, scaled to the number of labels of each class, in whole numbers.
  public let calibratedJoint: [[Int]]
  /// Rows whose confidently true class is not their label, ascending.
  public let offDiagonal: [Int]
  /// Rows that pruning by the rate of noise calls issues, ascending: for every pair of classes as
  /// many as the calibrated joint says, with the largest difference of probabilities.
  public let issues: [Int]

  private static let tolerance = 1e-6

  /// Compares labels with predictions.
  ///
  /// - Parameters:
  ///   - labels: The class of each row, below 0 where it has none.
  ///   - predictions: The model's probabilities; every class of a label needs a column.
  public static func compare(
    _ labels: [Int32], _ predictions: MatchedPredictions
  ) -> Measured<ConfidentLearning> {
    let rows = labels.indices.filter {
      labels[$0] >= 0 && predictions.probability(row: $0, of: Int(labels[$0])) != nil
    }
    guard !rows.isEmpty else {
      return .notDefined(because: "no label has a prediction for its class")
    }
    guard predictions.columnClasses.count > 1 else {
      return .notDefined(because: "the predictions have one class only")
    }
    return .value(
      ConfidentLearning(
        rows.map { Row($0, label: Int(labels[$0]), predictions: predictions) }, predictions))
  }

  /// One row with its probabilities for all classes; 0 for those without a column.
  private struct Row {
    var row: Int
    var label: Int
    var values: [Double]

    init(_ row: Int, label: Int, predictions: MatchedPredictions) {
      self.row = row
      self.label = label
      values = predictions.classNames.indices.map {
        predictions.probability(row: row, of: $0) ?? 0
      }
    }

    /// The most probable class, the first of equal ones.
    var best: Int { values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? label }

    /// Whether the label is the most probable class, but for a hair.
    var fitsLabel: Bool {
      values.indices.allSatisfy { $0 == label || values[label] + tolerance >= values[$0] }
    }
  }

  private init(_ rows: [Row], _ predictions: MatchedPredictions) {
    let count = predictions.classNames.count
    let thresholds = Self.thresholds(rows, count)
    let truths = rows.map { Self.confidentClass($0, thresholds) }
    var joint = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    for (row, truth) in zip(rows, truths) {
      if let truth { joint[row.label][truth] += 1 }
    }
    for id in 0..<count { joint[id][id] = max(1, joint[id][id]) }
    let totals = rows.reduce(into: [Int](repeating: 0, count: count)) { $0[$1.label] += 1 }
    let calibrated = joint.indices.map { Self.scaled(joint[$0], to: totals[$0]) }
    self.thresholds = thresholds
    self.joint = joint
    calibratedJoint = calibrated
    offDiagonal = zip(rows, truths)
      .filter { row, truth in truth.map { $0 != row.label } ?? false && !row.fitsLabel }
      .map(\.0.row)
    issues = Self.prune(rows, calibrated)
  }

  private static func thresholds(_ rows: [Row], _ count: Int) -> [Double] {
    var (sums, numbers) = ([Double](repeating: 0, count: count), [Int](repeating: 0, count: count))
    for row in rows {
      sums[row.label] += row.values[row.label]
      numbers[row.label] += 1
    }
    return zip(sums, numbers).map { $1 > 0 ? max($0 / Double($1), 2e-6) : 2 }
  }

  /// The class that a row confidently has, whatever its label; nil if no probability is high.
  private static func confidentClass(_ row: Row, _ thresholds: [Double]) -> Int? {
    let confident = row.values.indices.filter { row.values[$0] >= thresholds[$0] - tolerance }
    return confident.count > 1 ? row.best : confident.first
  }

  /// Scales a row of the joint to a sum, in whole numbers by the largest remainders.
  private static func scaled(_ counts: [Int], to total: Int) -> [Int] {
    let sum = Double(counts.reduce(0, +))
    let exact = counts.map { Double($0) * Double(total) / sum }
    var whole = exact.map { Int($0) }
    let order = exact.indices.sorted {
      (exact[$1] - Double(whole[$1]), $0) < (exact[$0] - Double(whole[$0]), $1)
    }
    for id in order.prefix(total - whole.reduce(0, +)) { whole[id] += 1 }
    return whole
  }

  private static func prune(_ rows: [Row], _ joint: [[Int]]) -> [Int] {
    var found: Set<Int> = []
    for (label, members) in Dictionary(grouping: rows, by: \.label) {
      for truth in joint.indices where truth != label && joint[label][truth] > 0 {
        let order = members.sorted { one, other in
          let (left, right) = (
            one.values[truth] - one.values[label],
            other.values[truth] - other.values[label]
          )
          return left != right ? left > right : one.row < other.row
        }
        found.formUnion(order.prefix(joint[label][truth]).filter { !$0.fitsLabel }.map(\.row))
      }
      // At least one example of a class is kept: the one that fits best.
      if members.allSatisfy({ found.contains($0.row) }),
        let best = members.max(by: { ($0.values[label], -$0.row) < ($1.values[label], -$1.row) })
      {
        found.remove(best.row)
      }
    }
    return found.sorted()
  }
}
