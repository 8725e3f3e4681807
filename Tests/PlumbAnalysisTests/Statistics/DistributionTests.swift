import Foundation
import TestSupport
import Testing

@testable import PlumbAnalysis

/// The tails agree with sums over the whole distribution and with published values.
struct DistributionTests {
  private func isClose(_ one: Double, _ other: Double, _ tolerance: Double = 1e-11) -> Bool {
    abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-300)
  }

  @Test func logGammaIsTheLogarithmOfFactorials() {
    var logFactorial = 0.0
    for n in 1...60 {
      #expect(abs(Distributions.logGamma(Double(n)) - logFactorial) < 1e-12 * max(1, logFactorial))
      logFactorial += log(Double(n))
    }
    #expect(isClose(Distributions.logGamma(0.5), log(Double.pi.squareRoot())))
  }

  /// The golden number of the chi-square test, and quantiles that every table has.
  @Test(arguments: [
    (95.069239971, 4, 1.1016115344793175e-19, 1e-8), (3.841458820694124, 1, 0.05, 1e-11),
    (18.307038053275146, 10, 0.05, 1e-11), (0, 3, 1, 0), (124.34211340400407, 100, 0.05, 1e-11),
  ]) func chiSquareTails(_ value: Double, _ degrees: Int, _ tail: Double, _ tolerance: Double) {
    #expect(isClose(Distributions.chiSquareUpperTail(value, degrees: degrees), tail, tolerance))
  }

  @Test func normalTails() {
    #expect(isClose(Distributions.normalUpperTail(1.959963984540054), 0.025, 1e-12))
    #expect(Distributions.normalUpperTail(0) == 0.5)
    #expect(isClose(Distributions.normalUpperTail(6), 9.865876450376946e-10, 1e-9))
  }

  @Test(arguments: [(10, 0.3), (50, 0.02), (200, 0.5), (3, 0.9), (1, 0.4)])
  func binomialTailsAreSumsOfTheirTerms(_ trials: Int, _ chance: Double) {
    let terms = (0...trials).map { count -> Double in
      let choose =
        Distributions.logGamma(Double(trials + 1)) - Distributions.logGamma(Double(count + 1))
        - Distributions.logGamma(Double(trials - count + 1))
      return exp(choose + Double(count) * log(chance) + Double(trials - count) * log(1 - chance))
    }
    for count in 0...trials {
      let upper = terms[count...].reversed().reduce(0, +)
      let lower = terms[...count].reduce(0, +)
      let own = Distributions.binomialUpperTail(count, of: trials, chance: chance)
      #expect(abs(own - upper) < 1e-11)
      #expect(
        abs(Distributions.binomialLowerTail(count, of: trials, chance: chance) - lower) < 1e-11)
    }
    #expect(Distributions.binomialUpperTail(0, of: trials, chance: chance) == 1)
    #expect(Distributions.binomialUpperTail(trials + 1, of: trials, chance: chance) == 0)
  }

  @Test func theTailOfManyTrialsIsNearlyNormal() {
    let (n, p) = (1_000_000.0, 0.3)
    let mean = n * p
    let deviation = (n * p * (1 - p)).squareRoot()
    let own = Distributions.binomialUpperTail(Int(mean + 2 * deviation), of: Int(n), chance: p)
    #expect(abs(own - Distributions.normalUpperTail(2)) < 1e-3)
  }

  /// The example of Benjamini and Hochberg (1995): four of fifteen at 5 %.
  @Test func falseDiscoveryRatesAreThoseOfThePaper() {
    let values = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0,
    ]
    let adjusted = falseDiscoveryRates(values)
    #expect(adjusted.count { $0 <= 0.05 } == 4)
    #expect(zip(adjusted, adjusted.dropFirst()).allSatisfy(<=))
    #expect(falseDiscoveryRates(values.reversed()) == adjusted.reversed())
    #expect(falseDiscoveryRates([]) == [])
  }

  /// Frequencies of both samplers against the distribution, by a chi-square test that is fixed by its
  /// seed.
  @Test(arguments: [(20, 0.1), (50, 0.5), (1_000, 0.013), (100, 0.85), (100_000, 0.2)])
  func binomialNumbersHaveTheirDistribution(_ trials: Int, _ chance: Double) {
    var numbers = SeededGenerator(seed: 11)
    let draws = (0..<40_000).map { _ in numbers.binomial(trials, chance: chance) }
    let mean = Double(trials) * chance
    let deviation = (mean * (1 - chance)).squareRoot()
    let cuts = [-1.5, -0.75, 0, 0.75, 1.5].map { Int((mean + $0 * deviation).rounded(.down)) }
    let bounds = [-1] + Set(cuts.filter { $0 >= 0 && $0 < trials }).sorted() + [trials]
    var chiSquare = 0.0
    for (low, high) in zip(bounds, bounds.dropFirst()) {
      let share =
        Distributions.binomialLowerTail(high, of: trials, chance: chance)
        - (low < 0 ? 0 : Distributions.binomialLowerTail(low, of: trials, chance: chance))
      let seen = draws.count { $0 > low && $0 <= high }
      chiSquare += pow(Double(seen) - 40_000 * share, 2) / (40_000 * share)
    }
    #expect(Distributions.chiSquareUpperTail(chiSquare, degrees: bounds.count - 2) > 0.001)
    #expect(draws.allSatisfy { (0...trials).contains($0) })
  }

  @Test func binomialNumbersOfCertainThingsAreCertain() {
    var numbers = SeededGenerator(seed: 1)
    #expect(numbers.binomial(0, chance: 0.5) == 0)
    #expect(numbers.binomial(7, chance: 0) == 0)
    #expect(numbers.binomial(7, chance: 1) == 7)
  }
}
