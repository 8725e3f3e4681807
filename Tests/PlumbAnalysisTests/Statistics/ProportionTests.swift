import Testing

@testable import PlumbAnalysis

struct ProportionTests {
  /// Computed with an independent implementation of Wilson's interval of 95 %.
  @Test(arguments: [
    (0, 10, 0.0, 0.2775328), (1, 10, 0.017876213, 0.404150027), (8, 10, 0.490162472, 0.943317849),
    (10, 10, 0.7224672, 1.0), (470, 500, 0.915638937, 0.957651644), (0, 300, 0.0, 0.012642971),
  ])
  func intervalsAreWilsons(_ count: Int, _ total: Int, _ lower: Double, _ upper: Double) throws {
    let interval = try #require(Proportion(count, of: total).interval)
    #expect(abs(interval.lowerBound - lower) < 1e-8)
    #expect(abs(interval.upperBound - upper) < 1e-8)
  }

  @Test func ofNothingNothingIsKnown() {
    #expect(Proportion(0, of: 0).share == nil)
    #expect(Proportion(0, of: 0).interval == nil)
  }

  @Test(arguments: [1, 2, 3, 10, 97, 1_000, 1_000_000]) func lawsOfTheInterval(_ total: Int) throws
  {
    for count in Set([0, 1, 2, total / 3, total / 2, total - 1, total]) where count <= total {
      let proportion = Proportion(count, of: total)
      let interval = try #require(proportion.interval)
      let mirrored = try #require(Proportion(total - count, of: total).interval)
      let larger = try #require(Proportion(count * 4, of: total * 4).interval)
      #expect(interval.contains(try #require(proportion.share)))
      #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
      #expect((interval.lowerBound == 0) == (count == 0))
      #expect((interval.upperBound == 1) == (count == total))
      #expect(abs(interval.lowerBound - (1 - mirrored.upperBound)) < 1e-12)
      #expect(
        larger.upperBound - larger.lowerBound < interval.upperBound - interval.lowerBound)
    }
  }
}
