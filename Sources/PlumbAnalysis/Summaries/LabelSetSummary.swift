import PlumbLabels

/// How many classes the images of a multi-label dataset have, and which classes occur together.
public struct LabelSetSummary: Sendable {
  /// Two classes that occur together more or less often than they would if they had nothing to do with
  /// each other.
  public struct Pair: Sendable, Hashable {
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
  /// The pairs of classes that are not independent, at a false discovery rate of 5 % (Benjamini and
  /// Hochberg, 1995) over all pairs; the farthest from independence first.
  public private(set) var pairs: [Pair] = []

  /// With more classes than this no pairs are counted: their table would take more than 100 MB.
  public static let mostClasses = 3_000
  private static let falseDiscoveryRate = 0.05

  /// Counts the sets of a dataset; nil if its images have one class each.
  public init?(_ dataset: Dataset) {
    guard let sets = dataset.labelSets else { return nil }
    var counts = PairCounts(classCount: min(dataset.classNames.count, Self.mostClasses))
    for row in 0..<dataset.count where dataset.kinds[row] == .labelled {
      let labels = sets.labels(of: row)
      imageCount += 1
      labelCount += labels.count
      while sizes.count <= labels.count { sizes.append(0) }
      sizes[labels.count] += 1
      if dataset.classNames.count <= Self.mostClasses { counts.add(Set(sets.classIDs[labels])) }
    }
    guard dataset.classNames.count <= Self.mostClasses else { return }
    pairs = Self.notable(counts, imageCount: imageCount, names: dataset.classNames)
  }

  /// Images with an empty set.
  public var emptyCount: Int { sizes.first ?? 0 }

  /// Labels an image, on average; nil without images.
  public var mean: Double? { imageCount > 0 ? Double(labelCount) / Double(imageCount) : nil }

  private static func notable(
    _ counts: PairCounts, imageCount: Int, names: [String]
  ) -> [Pair] {
    var all: [Pair] = []
    for first in 0..<counts.classCount {
      for second in first + 1..<max(first + 1, counts.classCount) {
        if var pair = pair(counts, first: first, second: second, of: Double(imageCount)) {
          (pair.first, pair.second) = (names[first], names[second])
          all.append(pair)
        }
      }
    }
    let sorted = all.sorted { (abs($0.residual), $1.first) > (abs($1.residual), $0.first) }
    let last = sorted.indices.last { place in
      sorted[place].p <= falseDiscoveryRate * Double(place + 1) / Double(sorted.count)
    }
    return last.map { Array(sorted[...$0]) } ?? []
  }

  /// nil if one of the classes is on none or all of the images.
  private static func pair(
    _ counts: PairCounts, first: Int, second: Int, of images: Double
  ) -> Pair? {
    let (one, other) = (Double(counts[first, first]), Double(counts[second, second]))
    let expected = one * other / images
    let variance = expected * (1 - one / images) * (1 - other / images)
    guard variance > 0 else { return nil }
    let count = counts[first, second]
    let residual = (Double(count) - expected) / variance.squareRoot()
    return Pair(
      first: "", second: "", count: count, expected: expected, residual: residual,
      p: 2 * Distributions.normalUpperTail(abs(residual)))
  }
}

/// How many images have two classes; on the diagonal those that have one.
private struct PairCounts {
  let classCount: Int
  private var counts: [Int32]

  init(classCount: Int) {
    self.classCount = classCount
    counts = Array(repeating: 0, count: classCount * classCount)
  }

  /// Counts an image.
  mutating func add(_ classes: Set<Int32>) {
    for first in classes {
      for second in classes where first <= second {
        counts[Int(first) * classCount + Int(second)] += 1
      }
    }
  }

  /// - Parameter first: The smaller number.
  subscript(first: Int, second: Int) -> Int { Int(counts[first * classCount + second]) }
}
