import PlumbLabels

/// How the answers to images are split: 5-0, 4-1, 3-2, 2-2-1 and so on, as numbers of images.
///
/// A commutative monoid: splits of parts can be merged.
public struct VoteSplits: Sendable, Equatable {
  /// A way in which the answers to an image are split among classes.
  public struct Split: Sendable, Hashable {
    /// How many answers each class has, the most first; classes without answers are left out.
    public var counts: [Int]

    /// In words such as "3-1-1"; full agreement of five is "5-0", a single answer "1".
    public var words: String {
      let parts = counts.count == 1 && counts[0] > 1 ? counts + [0] : counts
      return parts.map(String.init).joined(separator: "-")
    }

    /// Whether no class has more answers than every other.
    public var isTied: Bool { counts.count > 1 && counts[0] == counts[1] }

    /// Whether there are two answers or more, and all are the same.
    public var isUnanimous: Bool { counts.count == 1 && counts[0] > 1 }
  }

  /// A split with its number of images.
  public struct Tally: Sendable, Hashable {
    /// The split.
    public var split: Split
    /// How many images are split so.
    public var images: Int
  }

  private var counts: [Split: Int] = [:]
  /// Images without any answer.
  public private(set) var withoutAnswers = 0

  /// The splits of nothing.
  public init() {}

  /// The splits of all rows.
  public init(_ votes: Votes) { add(0..<votes.rowCount, of: votes) }

  /// Takes rows in.
  public mutating func add(_ rows: Range<Int>, of votes: Votes) {
    for row in rows { add(row, of: votes) }
  }

  private mutating func add(_ row: Int, of votes: Votes) {
    let classes = votes.classes[votes.answers(of: row)].sorted()
    guard var previous = classes.first else {
      withoutAnswers += 1
      return
    }
    var split = [0]
    for id in classes {
      if id != previous { split.append(0) }
      split[split.count - 1] += 1
      previous = id
    }
    counts[Split(counts: split.sorted(by: >)), default: 0] += 1
  }

  /// Takes the images of another one in.
  public mutating func merge(_ other: VoteSplits) {
    counts.merge(other.counts, uniquingKeysWith: +)
    withoutAnswers += other.withoutAnswers
  }

  /// The splits, from the most to the least agreement; those with most answers first.
  public var tallies: [Tally] {
    counts.map { Tally(split: $0.key, images: $0.value) }.sorted { left, right in
      let (one, other) = (left.split.counts, right.split.counts)
      let (all, others) = (one.reduce(0, +), other.reduce(0, +))
      return all != others ? all > others : other.lexicographicallyPrecedes(one)
    }
  }

  /// The splits of the images of each class.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - labels: The class of each row, below 0 where it has none.
  /// - Returns: One for each class of the votes, in their order.
  public static func byClass(_ votes: Votes, labels: [Int32]) -> [VoteSplits] {
    var result = [VoteSplits](repeating: VoteSplits(), count: votes.classNames.count)
    for (row, label) in labels.enumerated() where label >= 0 {
      result[Int(label)].add(row, of: votes)
    }
    return result
  }
}
