import TestSupport
import Testing

@testable import PlumbGraphics

@Suite struct AxisTests {
  private func labels(_ axis: Axis) -> [String] { axis.ticks.map(\.label) }

  @Test func countsHaveRoundWholeNumbers() {
    #expect(labels(.counts(maximum: 900)) == ["0", "200", "400", "600", "800"])
    #expect(labels(.counts(maximum: 1)) == ["0", "1"])
    #expect(labels(.counts(maximum: 0)) == ["0", "1"])
    #expect(labels(.counts(maximum: 12_345_678)) == ["0", "5,000,000", "10,000,000"])
  }

  @Test func logarithmicAxesStartBelowOne() {
    #expect(labels(.logarithmicCounts(maximum: 5)) == ["1", "2", "5", "10"])
    #expect(labels(.logarithmicCounts(maximum: 4_000)) == ["1", "10", "100", "1,000"])
    #expect(labels(.logarithmicCounts(from: 83, to: 100)) == ["50", "100"])
    #expect(labels(.logarithmicCounts(from: 50, to: 50)) == ["50", "100"])
    #expect(labels(.logarithmicCounts(from: 40, to: 321)) == ["20", "50", "100", "200", "500"])
    #expect(labels(.logarithmicCounts(from: 40, to: 8_000)) == ["1", "10", "100", "1,000"])
    #expect(labels(.logarithmicCounts(from: 3, to: 5)) == ["1", "2", "5", "10"])
    let axis = Axis.logarithmicCounts(maximum: 4_000)
    #expect(axis.share(of: 1) > 0.05)
    #expect(axis.share(of: 4_000) == 1)
    #expect(axis.share(of: 0) == 0)
  }

  @Test func valuesHaveTicksInsideTheirRange() {
    #expect(labels(.values(0...1)) == ["0.0", "0.5", "1.0"])
    #expect(labels(.values(0.9...0.99)) == ["0.90", "0.92", "0.94", "0.96", "0.98"])
    // A constant is widened.
    let axis = Axis.values(0.95...0.95)
    #expect(axis.lower < 0.95 && axis.upper > 0.95 && axis.share(of: 0.95) == 0.5)
  }

  @Test func rangesThatNobodyCanReadDoNoHarm() {
    for range in [-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, 0...5e-324] {
      #expect(Axis.values(range).ticks.count <= 7)
    }
    #expect(Axis.counts(maximum: Double(Int.max) * 4).ticks.count <= 7)
    #expect(Axis.logarithmicCounts(maximum: Double(Int.max)).ticks.count == 19)
  }

  @Test func everyRangeHasAFewTicksInOrder() {
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<500 {
      let lower = Double.random(in: -1e6...1e6, using: &numbers)
      let extent = power(10, Double.random(in: -3...9, using: &numbers))
      let axis = Axis.values(lower...(lower + extent))
      #expect((3...7).contains(axis.ticks.count), "\(lower) + \(extent): \(axis.ticks)")
      #expect(axis.ticks.map(\.value) == axis.ticks.map(\.value).sorted())
      let shares = axis.ticks.map { axis.share(of: $0.value) }
      #expect(shares.allSatisfy { (0...1).contains($0) })
    }
  }
}
