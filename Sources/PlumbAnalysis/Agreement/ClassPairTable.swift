import PlumbLabels

/// How often each pair of classes occurs where two labelings name the same thing: two workers, labels
/// and reference, labels and answers.
///
/// A commutative monoid: tables of parts can be merged.
public struct ClassPairTable: Sendable, Equatable {
  /// How many classes either side can have.
  public let classCount: Int
  /// Counts by pairs; only those that occur.
  private var counts: [Pair: Int] = [:]

  private struct Pair: Hashable {
    var first: Int32
    var second: Int32
  }

  /// The table of nothing.
  public init(classCount: Int) { self.classCount = classCount }

  /// Counts the pairs of two columns of equal length; rows where either is below 0 are left out.
  public init(_ first: [Int32], _ second: [Int32], classCount: Int) {
    self.init(classCount: classCount)
    for (one, other) in zip(first, second) where one >= 0 && other >= 0 {
      counts[Pair(first: one, second: other), default: 0] += 1
    }
  }

  /// Counts one pair.
  public mutating func add(_ first: Int, _ second: Int, count: Int = 1) {
    guard count > 0 else { return }
    counts[Pair(first: Int32(first), second: Int32(second)), default: 0] += count
  }

  /// Takes the pairs of another table in.
  public mutating func merge(_ other: ClassPairTable) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// How often a pair occurs.
  public subscript(first: Int, second: Int) -> Int {
    counts[Pair(first: Int32(first), second: Int32(second))] ?? 0
  }

  /// How many pairs there are in all.
  public var total: Int { counts.values.reduce(0, +) }

  /// How many pairs have the same class on both sides.
  public var agreeing: Int {
    counts.reduce(0) { $0 + ($1.key.first == $1.key.second ? $1.value : 0) }
  }

  /// How often the first side has each class.
  public var firstTotals: [Int] { totals { $0.first } }

  /// How often the second side has each class.
  public var secondTotals: [Int] { totals { $0.second } }

  private func totals(_ side: (Pair) -> Int32) -> [Int] {
    var totals = [Int](repeating: 0, count: classCount)
    for (pair, count) in counts { totals[Int(side(pair))] += count }
    return totals
  }

  /// A pair of classes with its count.
  public struct Cell: Sendable, Hashable {
    /// The class of the first side.
    public var first: Int
    /// The class of the second side.
    public var second: Int
    /// How often.
    public var count: Int
  }

  /// The pairs that occur, by first and then second class.
  public var cells: [Cell] {
    counts.map { Cell(first: Int($0.key.first), second: Int($0.key.second), count: $0.value) }
      .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The pairs of different classes, the most frequent first, then by class.
  public var disagreements: [Cell] {
    cells.filter { $0.first != $0.second }
      .sorted { (-$0.count, $0.first, $0.second) < (-$1.count, $1.first, $1.second) }
  }

  /// The same pairs with only two classes: the one asked about is 0, all others are 1.
  public func asked(about id: Int) -> ClassPairTable {
    var result = ClassPairTable(classCount: 2)
    for cell in cells {
      result.add(cell.first == id ? 0 : 1, cell.second == id ? 0 : 1, count: cell.count)
    }
    return result
  }
}
