import TestSupport
import Testing

@testable import PlumbAnalysis

struct StatisticsTests {
  /// As NumPy's percentile and R's type 7 have it.
  @Test(arguments: [
    ([0.5], 0.5, 0.5, 0.5), ([0.0, 1.0], 0.25, 0.5, 0.75), ([1.0, 2.0, 3.0], 1.5, 2.0, 2.5),
    ([1.0, 2.0, 3.0, 4.0], 1.75, 2.5, 3.25), ([1.0, 2.0, 4.0, 8.0, 16.0], 2.0, 4.0, 8.0),
    ([0.0, 0.0, 0.0, 1.0], 0.0, 0.0, 0.25),
  ])
  func quartilesInterpolate(
    _ values: [Double], _ lower: Double, _ median: Double, _ upper: Double
  ) throws {
    let statistics = try #require(Statistics(values))
    #expect(statistics.lowerQuartile == lower)
    #expect(statistics.median == median)
    #expect(statistics.upperQuartile == upper)
    #expect(statistics.minimum == values.first)
    #expect(statistics.maximum == values.last)
    #expect(statistics.count == values.count)
  }

  @Test func percentilesRunFromTheFirstToTheLast() {
    let values = [0.1, 0.4, 0.4, 0.9]
    #expect(Statistics.percentile(values, 0) == 0.1)
    #expect(Statistics.percentile(values, 1) == 0.9)
    #expect(abs(Statistics.percentile(values, 0.1) - 0.19) < 1e-15)
    let shares = (0...100).map { Statistics.percentile(values, Double($0) / 100) }
    #expect(shares == shares.sorted())
  }

  @Test func anEmptySampleHasNoFigures() { #expect(Statistics([]) == nil) }

  @Test(arguments: [0.1, 0.95, 0.68, 1e-300, 0, 1]) func theMeanOfOneValueIsThatValue(
    _ value: Double
  ) {
    for count in [1, 3, 10, 999] {
      #expect(Statistics([Double](repeating: value, count: count))?.mean == value)
    }
  }

  @Test func theMeanIsTheSumByTheCount() {
    #expect(Statistics([0.25, 0.5, 0.75])?.mean == 0.5)
    #expect(Statistics([0, 0, 0, 1])?.mean == 0.25)
  }
}

struct SortedSharesTests {
  private static let special: [Double] = [
    0, 1, Double.leastNonzeroMagnitude, Double.leastNormalMagnitude, 0.95, 0.95.nextUp,
    0.95.nextDown,
    Double(1).nextDown, 0.5, 1e-300, 0.1,
  ]

  @Test(arguments: [0, 1, 2, 255, 256, 257, 258, 5_000]) func sortsAsComparingDoes(_ count: Int) {
    var numbers = SeededNumbers(seed: UInt64(count))
    let samples: [[Double]] = [
      (0..<count).map { _ in Double.random(in: 0...1, using: &numbers) },
      (0..<count).map { _ in Self.special[Int.random(in: 0..<Self.special.count, using: &numbers)]
      },
      (0..<count).map { _ in Double(Int.random(in: 0...100, using: &numbers)) / 100 },
      [Double](repeating: 0.95, count: count), [Double](repeating: 0, count: count),
      (0..<count).map { Double($0) / Double(max(count, 1)) },
      (0..<count).map { Double(count - $0) / Double(max(count, 1)) },
    ]
    for sample in samples { #expect(sortedShares(sample) == sample.sorted()) }
  }
}
