import Testing

@testable import PlumbAnalysis

struct SeededGeneratorTests {
  /// The numbers of the authors' own program for these seeds.
  @Test func numbersAreThoseOfSplitMix() {
    let known: [(seed: UInt64, numbers: [UInt64])] = [
      (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]),
      (
        1_234_567,
        [
          6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
          4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
      ),
    ]
    for (seed, numbers) in known {
      var generator = SeededGenerator(seed: seed)
      #expect(numbers.map { _ in generator.next() } == numbers)
    }
  }

  @Test func numbersStayBelowTheirBound() {
    var generator = SeededGenerator(seed: 3)
    for bound in [1, 2, 3, 10, 1_000] {
      var seen: Set<Int> = []
      for _ in 0..<200 {
        let number = generator.below(bound)
        #expect((0..<bound).contains(number))
        seen.insert(number)
      }
      #expect(seen.count > min(bound, 100) / 2)
    }
    for _ in 0..<200 { #expect((0..<1).contains(generator.unit())) }
  }

  @Test(arguments: [0, 1, 5, 49, 50, 51, 1_000]) func aSampleIsASubsetInOrder(_ count: Int) {
    let whole = Array(100..<150)
    var generator = SeededGenerator(seed: UInt64(count))
    let sample = generator.sample(whole, count)
    #expect(sample.count == min(count, whole.count))
    #expect(Set(sample).count == sample.count)
    #expect(Set(sample).isSubset(of: whole))
    #expect(sample == sample.sorted())
  }

  @Test func theSeedDecides() {
    func sample(_ seed: UInt64) -> [Int] {
      var generator = SeededGenerator(seed: seed)
      return generator.sample(Array(0..<1_000), 20)
    }
    #expect(sample(1) == sample(1))
    #expect(Set((0..<50).map(sample)).count == 50)
  }

  @Test func everyElementHasTheSameChance() {
    var counts = [Int](repeating: 0, count: 20)
    for seed in 0..<2_000 {
      var generator = SeededGenerator(seed: UInt64(seed))
      for element in generator.sample(Array(0..<20), 5) { counts[element] += 1 }
    }
    // 500 are expected of each, with a standard deviation of 19.
    for count in counts { #expect((400...600).contains(count)) }
  }
}
