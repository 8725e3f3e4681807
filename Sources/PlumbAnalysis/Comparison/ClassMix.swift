import PlumbLabels
import PlumbSystem

/// How far two mixes of classes differ, such as those of people's and the machine's labels.
///
/// The size of the difference decides, the p-value only guards against reading much into little.
public struct ClassMix: Sendable {
  /// Pearson's test that both mixes are the same.
  public let test: Measured<Test>
  /// Cramér's V, corrected for bias: 0.1 is small, 0.3 medium, 0.5 large (Cohen 1988).
  ///
  /// Source: W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T" (2013).
  public let cramersV: Measured<Double>
  /// The Jensen-Shannon divergence in bits, from 0 to 1 (Lin 1991).
  public let divergence: Double
  /// The share of labels that would have to move to another class to make the mixes equal.
  public let totalVariation: Double
  /// One for each class that occurs, classes ascending.
  public let classes: [OfClass]

  /// What must always be said beside a difference between the labels of people and machine.
  public static let expectedByDesign =
    "A difference is expected and not an error in itself: auto-labelling handles the images it is "
    + "sure of and leaves the others to people, so the two sets are not random samples."

  /// Pearson's chi-square test.
  public struct Test: Sendable, Hashable {
    /// The sum over cells of (observed - expected)² / expected.
    public var chiSquare: Double
    /// The number of classes minus 1.
    public var degrees: Int
    /// The chance of a value at least so large where the mixes are the same.
    public var pValue: Double
    /// Rare classes that were put together into one, so that the test is valid; 0 where none was.
    public var pooledClasses: Int
  }

  /// How one class differs.
  public struct OfClass: Sendable, Hashable {
    /// An index of the class names.
    public var classID: Int
    /// Its share of the first labels.
    public var first: Proportion
    /// Its share of the second labels.
    public var second: Proportion
    /// How many standard deviations the first count is above what equal mixes would give.
    public var residual: Measured<Residual>
  }

  /// An adjusted residual (Haberman 1973).
  public struct Residual: Sendable, Hashable {
    /// Standard deviations; above 0 where the first labels have more of the class.
    public var value: Double
    /// The two-sided p-value, adjusted over the classes (``falseDiscoveryRates(_:)``).
    public var falseDiscoveryRate: Double

    /// Whether the class differs, at a false discovery rate of 5 %.
    public var isNotable: Bool { falseDiscoveryRate <= 0.05 }
  }

  /// Compares the labels of people, first, with those of the machine, second.
  public static func compareSources(_ summary: ClassSummary) -> Measured<ClassMix> {
    let classes = summary.classes
    return compare(classes.map(\.human.count), classes.map(\.machine.count))
  }

  /// Compares two lists of counts by class.
  public static func compare(_ first: [Int], _ second: [Int]) -> Measured<ClassMix> {
    let (one, other) = (first.reduce(0, +), second.reduce(0, +))
    guard one > 0, other > 0 else {
      return .notDefined(because: "one side has no labels")
    }
    return .value(ClassMix(Table(first, second)))
  }

  private init(_ table: Table) {
    test = table.test
    cramersV = table.cramersV
    divergence = table.divergence
    totalVariation = table.totalVariation
    let residuals = table.residuals
    classes = table.ids.enumerated().map { place, id in
      OfClass(
        classID: id, first: Proportion(table.first[place], of: table.sums.0),
        second: Proportion(table.second[place], of: table.sums.1), residual: residuals[place])
    }
  }
}

/// A table of two rows; classes that neither has are left out.
private struct Table {
  var ids: [Int]
  var first: [Int]
  var second: [Int]

  init(_ first: [Int], _ second: [Int]) {
    ids = first.indices.filter { first[$0] + second[$0] > 0 }
    self.first = ids.map { first[$0] }
    self.second = ids.map { second[$0] }
  }

  var sums: (Int, Int) { (first.reduce(0, +), second.reduce(0, +)) }
  private var total: Double { Double(sums.0 + sums.1) }

  /// What equal mixes would give in a column.
  private func expected(_ place: Int) -> (first: Double, second: Double) {
    let column = Double(first[place] + second[place])
    return (Double(sums.0) * column / total, Double(sums.1) * column / total)
  }

  // MARK: The test

  private var chiSquare: Double {
    ids.indices.reduce(0) { sum, place in
      let wanted = expected(place)
      let (one, other) = (
        Double(first[place]) - wanted.first, Double(second[place]) - wanted.second
      )
      return sum + one * one / wanted.first + other * other / wanted.second
    }
  }

  /// Every expected count at least 1, and four in five at least 5 (Cochran 1954).
  private var isValid: Bool {
    let all = ids.indices.flatMap { [expected($0).first, expected($0).second] }
    return all.allSatisfy { $0 >= 1 } && Double(all.count { $0 >= 5 }) >= 0.8 * Double(all.count)
  }

  /// Puts the rarest classes together until the test is valid.
  private var pooled: (table: Table, classes: Int) {
    let order = ids.indices.sorted {
      (first[$0] + second[$0], $0) < (first[$1] + second[$1], $1)
    }
    var (table, count) = (self, 0)
    while !table.isValid, count < ids.count {
      count = max(2, count + 1)
      let rare = Set(order.prefix(count))
      let kept = ids.indices.filter { !rare.contains($0) }
      table = Table(
        kept.map { first[$0] } + [rare.reduce(0) { $0 + first[$1] }],
        kept.map { second[$0] } + [rare.reduce(0) { $0 + second[$1] }])
    }
    return (table, count)
  }

  var test: Measured<ClassMix.Test> {
    let (table, count) = pooled
    guard ids.count > 1 else { return .notDefined(because: "there is one class only") }
    guard table.ids.count > 1 else {
      return .notDefined(
        because: "there are too few labels for the test, even with rare classes pooled")
    }
    let (value, degrees) = (table.chiSquare, table.ids.count - 1)
    return .value(
      ClassMix.Test(
        chiSquare: value, degrees: degrees,
        pValue: Distributions.chiSquareUpperTail(value, degrees: degrees), pooledClasses: count))
  }

  // MARK: The size

  var cramersV: Measured<Double> {
    let (rows, columns, n) = (2.0, Double(ids.count), total)
    guard ids.count > 1, n > 2 else { return .notDefined(because: "there is one class only") }
    let square = max(0, chiSquare / n - (columns - 1) * (rows - 1) / (n - 1))
    let corrected = (
      rows: rows - (rows - 1) * (rows - 1) / (n - 1),
      columns: columns - (columns - 1) * (columns - 1) / (n - 1)
    )
    let smaller = min(corrected.rows, corrected.columns) - 1
    guard smaller > 0 else { return .notDefined(because: "there are too few labels") }
    return .value(min(1, (square / smaller).squareRoot()))
  }

  private var shares: [(Double, Double)] {
    zip(first, second).map { (Double($0) / Double(sums.0), Double($1) / Double(sums.1)) }
  }

  var totalVariation: Double { shares.reduce(0) { $0 + abs($1.0 - $1.1) } / 2 }

  var divergence: Double {
    let sum = shares.reduce(0.0) { sum, share in
      let middle = (share.0 + share.1) / 2
      let terms = [share.0, share.1].map { $0 > 0 ? $0 * log2($0 / middle) : 0 }
      return sum + terms[0] / 2 + terms[1] / 2
    }
    return min(max(sum, 0), 1)
  }

  // MARK: Classes

  var residuals: [Measured<ClassMix.Residual>] {
    let values = ids.indices.map(residual)
    let known = values.compactMap(\.value)
    var rates = falseDiscoveryRates(known.map { 2 * Distributions.normalUpperTail(abs($0)) })[...]
    return values.map { value in
      value.map { ClassMix.Residual(value: $0, falseDiscoveryRate: rates.popFirst() ?? 1) }
    }
  }

  private func residual(_ place: Int) -> Measured<Double> {
    let wanted = expected(place)
    guard ids.count > 1 else { return .notDefined(because: "there is one class only") }
    guard min(wanted.first, wanted.second) >= 5 else {
      return .notDefined(
        because: "the expected number of labels of the class is below 5 on one side")
    }
    let column = Double(first[place] + second[place])
    let variance = wanted.first * (1 - Double(sums.0) / total) * (1 - column / total)
    return .value((Double(first[place]) - wanted.first) / variance.squareRoot())
  }
}
