import PlumbLabels

/// How alike two sets of classes are.
public enum SetSimilarity {
  /// The number of common classes over that of all classes of either set (Jaccard 1901), from 0 to 1; 1 for
  /// two empty sets.
  ///
  /// - Parameters:
  ///   - common: Classes in both sets.
  ///   - first: Classes of the first set.
  ///   - second: Classes of the second set.
  public static func jaccard(common: Int, _ first: Int, _ second: Int) -> Double {
    let all = first + second - common
    return all == 0 ? 1 : Double(common) / Double(all)
  }

  /// Jaccard's index times a weight: 1 for equal sets, 2/3 where one is a part of the other, 1/3 where
  /// they only overlap, 0 where they have nothing in common.
  ///
  /// Source: R. Passonneau, "Measuring agreement on set-valued items (MASI) for semantic and pragmatic
  /// annotation" (2006). An empty set has nothing in common with any but an empty one.
  public static func masi(common: Int, _ first: Int, _ second: Int) -> Double {
    let weight: Double =
      if first == common && second == common {
        1
      } else if first == common || second == common {
        2.0 / 3
      } else {
        1.0 / 3
      }
    return jaccard(common: common, first, second) * weight
  }
}

/// Sets of classes as bits, so that two of them are compared in a few steps.
struct ClassBits: Sendable {
  private let width: Int
  private let words: [UInt64]
  /// How many classes each set has.
  let counts: [Int]

  init(_ sets: AnswerSets) {
    let width = max(1, (sets.classNames.count + 63) / 64)
    var words = [UInt64](repeating: 0, count: width * sets.members.count)
    for (set, members) in sets.members.enumerated() {
      for id in members { words[set * width + id / 64] |= 1 << UInt64(id % 64) }
    }
    (self.width, self.words) = (width, words)
    counts = sets.members.map(\.count)
  }

  /// How many classes two sets have in common.
  func common(_ first: Int, _ second: Int) -> Int {
    (0..<width).reduce(0) {
      $0 + (words[first * width + $1] & words[second * width + $1]).nonzeroBitCount
    }
  }

  func jaccard(_ first: Int, _ second: Int) -> Double {
    SetSimilarity.jaccard(common: common(first, second), counts[first], counts[second])
  }

  func masi(_ first: Int, _ second: Int) -> Double {
    SetSimilarity.masi(common: common(first, second), counts[first], counts[second])
  }
}
