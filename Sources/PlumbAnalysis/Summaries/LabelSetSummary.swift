import PlumbLabels

/// How many classes the images of a multi-label dataset have, and which classes occur together.
public struct LabelSetSummary: Sendable {
  /// Two classes that occur together more or less often than they would if they had nothing to do with
  /// each other.
  public struct Pair: Sendable, Hashable {
    /// The number of the class with the smaller number, an index of `Dataset.classNames`.
    public var firstID: Int
    /// The number of the other one.
    public var secondID: Int
    /// The name of the class with the smaller number.
    public var first: String
    /// The name of the other one.
    public var second: String
    /// Images that have both.
    public var count: Int
    /// Images that would have both if the classes were independent.
    public var expected: Double
    /// The adjusted residual: the difference in standard errors (Agresti, Categorical Data Analysis,
    /// 2002, section 3.3.1).
    public var residual: Double
    /// The chance of a residual as far from zero if the classes were independent, two-sided.
    public var p: Double
  }

  /// Images with a label; an empty set is a label.
  public private(set) var imageCount = 0
  /// Labels in all; boxes, where the labels are boxes.
  public private(set) var labelCount = 0
  /// Images by the number of their labels, from 0.
  public private(set) var sizes: [Int] = []
  /// How many pairs of classes were tested: all pairs of classes that are on some images, not on all.
  ///
  /// nil if there are more than ``mostClasses`` classes, of which none are tested.
  public private(set) var testedPairCount: Int?
  /// How many of the tested pairs are not independent, at a false discovery rate of 5 % (Benjamini
  /// and Hochberg, 1995).
  public private(set) var notablePairCount = 0
  /// The pairs that are not independent, the farthest from independence first; at most
  /// ``mostPairs``.
  public private(set) var pairs: [Pair] = []

  /// With more classes than this no pairs are tested: their number grows with the square.
  public static let mostClasses = 3_000
  /// The most pairs that are kept.
  public static let mostPairs = 10_000

  /// Counts the sets of a dataset; nil if its images have one class each.
  public init?(_ dataset: Dataset) {
    guard let sets = dataset.labelSets else { return nil }
    for row in 0..<dataset.count where dataset.kinds[row] == .labelled {
      let labels = sets.labels(of: row)
      imageCount += 1
      labelCount += labels.count
      while sizes.count <= labels.count { sizes.append(0) }
      sizes[labels.count] += 1
    }
    guard dataset.classNames.count <= Self.mostClasses else { return }
    let tests = PairTests(dataset, sets, imageCount: imageCount)
    let notable = tests.notable(names: dataset.classNames)
    testedPairCount = tests.count
    notablePairCount = notable.count
    pairs = notable.prefix(Self.mostPairs).map { tests.pair($0, names: dataset.classNames) }
  }

  /// Images with an empty set.
  public var emptyCount: Int { sizes.first ?? 0 }

  /// Labels an image, on average; nil without images.
  public var mean: Double? { imageCount > 0 ? Double(labelCount) / Double(imageCount) : nil }
}

/// Tests of all pairs of classes for independence.
///
/// Of thousands of classes there are millions of pairs, so that only those are kept which may be
/// notable; those that never occur are tested like the others.
private struct PairTests {
  /// A pair that may be notable.
  struct Candidate {
    var first: Int32
    var second: Int32
    var count: Int32
    var residual: Double
  }

  /// How many pairs were tested.
  private(set) var count = 0
  private var candidates: [Candidate] = []
  private let imageCount: Double
  /// Images of each class.
  private var sizes: [Int]

  private static let falseDiscoveryRate = 0.05
  /// No pair below it is notable: its probability, above 0.051, is more than the rate that the last
  /// of the pairs would have to keep.
  private static let leastResidual = 1.95

  init(_ dataset: Dataset, _ sets: LabelSets, imageCount: Int) {
    self.imageCount = Double(imageCount)
    let rows = RowsOfClasses(dataset, sets)
    sizes = rows.sizes
    let tested = sizes.indices.filter { sizes[$0] > 0 && sizes[$0] < imageCount }
    count = tested.count * (tested.count - 1) / 2
    var together = [Int32](repeating: 0, count: sizes.count)
    for (place, first) in tested.enumerated() {
      rows.forEachClass(beside: first) { together[$0] += 1 }
      for second in tested[(place + 1)...] { test(first, second, together: together[second]) }
      rows.forEachClass(beside: first) { together[$0] = 0 }
    }
  }

  private mutating func test(_ first: Int, _ second: Int, together: Int32) {
    let expected = expected(first, second)
    let (one, other) = (Double(sizes[first]), Double(sizes[second]))
    let variance = expected * (1 - one / imageCount) * (1 - other / imageCount)
    let residual = (Double(together) - expected) / variance.squareRoot()
    guard abs(residual) >= Self.leastResidual else { return }
    candidates.append(
      Candidate(
        first: Int32(first), second: Int32(second), count: together, residual: residual))
  }

  private func expected(_ first: Int, _ second: Int) -> Double {
    Double(sizes[first]) * Double(sizes[second]) / imageCount
  }

  private static func probability(_ residual: Double) -> Double {
    2 * Distributions.normalUpperTail(abs(residual))
  }

  /// The pairs that are not independent, the farthest from independence first.
  func notable(names: [String]) -> ArraySlice<Candidate> {
    let sorted = candidates.sorted { left, right in
      let sizes = (abs(left.residual), abs(right.residual))
      if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
      let firsts = (names[Int(left.first)].utf8, names[Int(right.first)].utf8)
      if !firsts.0.elementsEqual(firsts.1) { return firsts.0.lexicographicallyPrecedes(firsts.1) }
      return (left.first, left.second) < (right.first, right.second)
    }
    let last = sorted.indices.last { place in
      Self.probability(sorted[place].residual)
        <= Self.falseDiscoveryRate * Double(place + 1) / Double(count)
    }
    return last.map { sorted[...$0] } ?? []
  }

  func pair(_ one: Candidate, names: [String]) -> LabelSetSummary.Pair {
    let (first, second) = (Int(one.first), Int(one.second))
    return LabelSetSummary.Pair(
      firstID: first, secondID: second, first: names[first], second: names[second],
      count: Int(one.count), expected: expected(first, second), residual: one.residual,
      p: Self.probability(one.residual))
  }
}

/// The rows that have each class, and the classes of each row.
private struct RowsOfClasses {
  private var rows: [[Int32]]
  /// The classes of all rows, row by row, each once a row.
  private var classes: [Int32] = []
  private var starts: [Int] = [0]

  init(_ dataset: Dataset, _ sets: LabelSets) {
    rows = Array(repeating: [], count: dataset.classNames.count)
    for row in 0..<dataset.count {
      for label in dataset.kinds[row] == .labelled ? sets.labels(of: row) : 0..<0 {
        let id = sets.classIDs[label]
        // Boxes of one class may be several on an image.
        guard rows[Int(id)].last != Int32(row) else { continue }
        rows[Int(id)].append(Int32(row))
        classes.append(id)
      }
      starts.append(classes.count)
    }
  }

  var sizes: [Int] { rows.map(\.count) }

  /// Calls `body` for each class with a greater number on an image of a class, once an image.
  func forEachClass(beside first: Int, _ body: (Int) -> Void) {
    for row in rows[first] {
      for place in starts[Int(row)]..<starts[Int(row) + 1] where Int(classes[place]) > first {
        body(Int(classes[place]))
      }
    }
  }
}
