import Testing

@testable import PlumbAnalysis

struct ContingencyTableTests {
  private let table = ContingencyTable([[400, 250, 200, 100, 50], [900, 700, 250, 120, 30]])

  // Golden numbers by SciPy.
  @Test func theStatisticsAreThoseOfSciPy() {
    #expect(abs(table.chiSquare - 95.069239971) < 1e-8)
    #expect(table.degreesOfFreedom == 4)
    #expect(abs(table.p / 1.1016115344793175e-19 - 1) < 1e-9)
    #expect(abs(table.cramersV - 0.174258699) < 1e-9)
    let expected = [-2.605250529, -5.550561155, 5.423261445, 3.961885117, 5.609281692]
    for (one, other) in zip(table.residuals[0], expected) { #expect(abs(one - other) < 1e-8) }
    for (one, other) in zip(table.residuals[1], expected) { #expect(abs(one + other) < 1e-8) }
  }

  // scipy.stats.chi2.sf
  @Test(arguments: [
    (3.841458820694124, 1, 0.05), (0.1, 1, 0.7518296340458492), (10, 10, 0.44049328506521257),
    (200, 100, 1.1784500720979781e-08), (0, 3, 1), (50, 200, 1),
    (1_000, 1_000, 0.49405285382923964),
  ])
  func theTailIsThatOfSciPy(_ value: Double, _ degrees: Int, _ expected: Double) {
    let tail = chiSquareTail(value, degreesOfFreedom: degrees)
    #expect(abs(tail - expected) <= 1e-9 * max(expected, 1e-3), "\(tail)")
  }

  @Test func emptyRowsAndColumnsDoNotCount() {
    let same = ContingencyTable([
      [400, 250, 0, 200, 100, 50], [0, 0, 0, 0, 0, 0], [900, 700, 0, 250, 120, 30],
    ])
    #expect(same.counts == table.counts)
    #expect(!ContingencyTable([[1, 2], [0, 0]]).isComparable)
    #expect(ContingencyTable([[1, 2], [0, 0]]).p == 1)
    #expect(ContingencyTable([]).cramersV == 0)
  }

  @Test func independentCountsHaveNoEffect() {
    let table = ContingencyTable([[10, 20, 30], [20, 40, 60]])
    #expect(table.cramersV == 0)
    #expect(table.p == 1)
  }

  @Test func dependentCountsHaveTheWholeEffect() {
    #expect(ContingencyTable([[1_000, 0], [0, 1_000]]).cramersV > 0.99)
  }
}
