/// How well a score sorts the wrong labels before the right ones, where the truth is known.
public struct RankQuality: Sendable, Hashable {
  /// Whether each label is wrong, the highest score first.
  ///
  /// Equal scores keep the order of the rows.
  private let wrongInOrder: [Bool]
  /// The chance that a wrong label has a higher score than a right one, equal scores counting half.
  public let area: Measured<Double>

  /// Compares scores with the truth.
  ///
  /// - Parameters:
  ///   - scores: One for each label.
  ///   - wrong: Whether that label is wrong.
  public init(scores: [Double], wrong: [Bool]) {
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    wrongInOrder = order.map { wrong[$0] }
    area = Self.area(scores: scores, wrong: wrong, order: order)
  }

  /// The rank sum of Mann and Whitney (1947), with the mean rank of those that are equal.
  private static func area(scores: [Double], wrong: [Bool], order: [Int]) -> Measured<Double> {
    let positives = wrong.count { $0 }
    let negatives = wrong.count - positives
    guard positives > 0 else { return .notDefined(because: "no label is wrong") }
    guard negatives > 0 else { return .notDefined(because: "no label is right") }
    var rankSum = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
      let wrongHere = order[start..<end].count { wrong[$0] }
      // Ranks count from the lowest score, the order from the highest.
      rankSum += Double(wrongHere) * (Double(order.count) - Double(start + end - 1) / 2)
      start = end
    }
    let n = Double(positives)
    return .value((rankSum - n * (n + 1) / 2) / (n * Double(negatives)))
  }

  /// The number of wrong labels among the first labels.
  public func precision(at count: Int) -> Proportion {
    let first = wrongInOrder.prefix(count)
    return Proportion(first.count { $0 }, of: first.count)
  }

  /// The share of all wrong labels that are among the first labels.
  public func recall(at count: Int) -> Proportion {
    Proportion(wrongInOrder.prefix(count).count { $0 }, of: wrongInOrder.count { $0 })
  }
}
