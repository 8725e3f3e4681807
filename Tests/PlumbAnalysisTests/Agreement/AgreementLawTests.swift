import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// What holds for every coefficient of agreement.
struct AgreementLawTests {
  private static func sample(_ seed: UInt64) -> Votes {
    randomVotes(rows: 120, workers: 9, classes: 4, answers: 3...3, seed: seed).votes
  }

  private func values(_ votes: Votes) -> [Measured<Double>] {
    let patterns = AnswerPatterns(votes)
    return allAgreementStatistics.map { $0.overall(patterns) }
  }

  private func areClose(_ one: [Measured<Double>], _ other: [Measured<Double>]) -> Bool {
    zip(one, other).allSatisfy { left, right in
      if let a = left.value, let b = right.value { return abs(a - b) < 1e-12 }
      return left.reason != nil && left.reason == right.reason
    }
  }

  @Test(arguments: 1...5) func orderAndNamesDoNotMatter(_ seed: UInt64) {
    let votes = Self.sample(seed)
    var numbers = SeededNumbers(seed: seed)
    let rows = Array(0..<votes.rowCount).shuffled(using: &numbers)
    let workers = Array(0..<9).shuffled(using: &numbers)
    let classes = Array(0..<4).shuffled(using: &numbers)
    let plain = values(votes)
    #expect(plain.allSatisfy { $0.value != nil })
    #expect(values(changed(votes) { $0.row = rows[$0.row] }) == plain)
    #expect(values(changed(votes) { $0.worker = workers[$0.worker] }) == plain)
    #expect(areClose(values(changed(votes) { $0.classID = classes[$0.classID] }), plain))
    let wider = changed(
      votes, rowCount: votes.rowCount + 5, classNames: votes.classNames + ["unused"])
    #expect(values(wider) == plain)
  }

  @Test(arguments: 1...5) func classesAreRelabelledAlike(_ seed: UInt64) {
    let votes = Self.sample(seed)
    var numbers = SeededNumbers(seed: seed)
    let names = Array(0..<4).shuffled(using: &numbers)
    let patterns = AnswerPatterns(votes)
    let renamed = AnswerPatterns(changed(votes) { $0.classID = names[$0.classID] })
    for statistic in allAgreementStatistics {
      for id in 0..<4 {
        #expect(
          areClose([statistic.ofClass(id, patterns)], [statistic.ofClass(names[id], renamed)]))
      }
    }
  }

  @Test(arguments: 1...5) func partsMakeTheWhole(_ seed: UInt64) {
    let votes = Self.sample(seed)
    let whole = AnswerPatterns(votes)
    var (first, second, splits) = (AnswerPatterns(), AnswerPatterns(), VoteSplits())
    first.add(0..<50, of: votes)
    second.add(50..<votes.rowCount, of: votes)
    splits.add(50..<votes.rowCount, of: votes)
    var others = VoteSplits()
    others.add(0..<50, of: votes)
    splits.merge(others)
    var merged = second
    merged.merge(first)
    #expect(merged == whole)
    first.merge(second)
    #expect(first == whole)
    first.merge(AnswerPatterns())
    #expect(first == whole)
    #expect(splits == VoteSplits(votes))
  }

  @Test(arguments: 1...5) func valuesAreWithinTheirBounds(_ seed: UInt64) throws {
    let patterns = AnswerPatterns(
      randomVotes(rows: 60, workers: 5, classes: 3, answers: 0...5, seed: seed).votes)
    for statistic in allAgreementStatistics {
      for value in [statistic.overall(patterns)] + (0..<3).map({ statistic.ofClass($0, patterns) })
      {
        if let value = value.value { #expect((-1...1).contains(value), "\(statistic.name)") }
      }
    }
    #expect(FleissKappa().overall(patterns).reason?.contains("images have 1 to 5 answers") == true)
    let interval = try #require(KrippendorffAlpha().interval(patterns).value)
    #expect(interval.contains(try #require(KrippendorffAlpha().overall(patterns).value)))
  }

  @Test func fullAgreementIsOne() {
    let patterns = AnswerPatterns(votes(rows: (0..<30).map { [$0 % 3, $0 % 3] }, classes: 3))
    for statistic in allAgreementStatistics {
      #expect(abs((statistic.overall(patterns).value ?? 0) - 1) < 1e-12, "\(statistic.name)")
      #expect(abs((statistic.ofClass(1, patterns).value ?? 0) - 1) < 1e-12)
    }
  }

  /// Answers by the throw of a die agree no more than by chance.
  @Test func chanceIsNothing() throws {
    let votes = randomVotes(
      rows: 20_000, workers: 6, classes: 4, answers: 4...4, seed: 3, skills: 0...0
    ).votes
    let patterns = AnswerPatterns(votes)
    for statistic in allAgreementStatistics where statistic.name != "raw agreement" {
      #expect(abs(try #require(statistic.overall(patterns).value)) < 0.02)
    }
    #expect(abs(try #require(RawAgreement().overall(patterns).value) - 0.25) < 0.02)
  }

  @Test(arguments: hostileVotes) func everyHoleIsSaidInWords(_ hostile: HostileVotes) {
    let patterns = AnswerPatterns(hostile.votes)
    for statistic in allAgreementStatistics {
      let all =
        [statistic.overall(patterns)]
        + hostile.votes.classNames.indices.map { statistic.ofClass($0, patterns) }
      for value in all {
        #expect(value.value.map { $0.isFinite && abs($0) <= 1 + 1e-12 } ?? true)
        #expect(value.reason.map { !$0.isEmpty } ?? true)
      }
    }
    let interval = KrippendorffAlpha().interval(patterns)
    #expect(interval.value.map { $0.lowerBound.isFinite } ?? true)
    #expect((CohenKappa.kappa(hostile.votes).value ?? 0).isFinite)
  }

  @Test func holesAreWhereTheyShouldBe() throws {
    func alpha(_ name: String) throws -> Measured<Double> {
      let votes = try #require(hostileVotes.first { $0.testDescription == name }).votes
      return KrippendorffAlpha().overall(AnswerPatterns(votes))
    }
    #expect(try alpha("no answers").reason == AgreementReason.noPairs)
    #expect(try alpha("one worker everywhere").reason == AgreementReason.noPairs)
    #expect(try alpha("one answer an image").reason == AgreementReason.noPairs)
    #expect(try alpha("one class").reason == AgreementReason.oneClass)
    #expect(try #require(alpha("nobody agrees").value) < 0)
  }

  // MARK: The interval

  @Test func theIntervalIsThatOfDrawingImagesOneByOne() throws {
    let votes = Self.sample(9)
    let own = try #require(KrippendorffAlpha().interval(AnswerPatterns(votes), seed: 4).value)
    var numbers = SeededNumbers(seed: 8)
    let alphas = (0..<2_000).compactMap { _ -> Double? in
      var patterns = AnswerPatterns()
      for _ in 0..<votes.rowCount {
        let row = Int.random(in: 0..<votes.rowCount, using: &numbers)
        patterns.add(row..<row + 1, of: votes)
      }
      return KrippendorffAlpha().overall(patterns).value
    }.sorted()
    #expect(abs(own.lowerBound - Statistics.percentile(alphas, 0.025)) < 0.015)
    #expect(abs(own.upperBound - Statistics.percentile(alphas, 0.975)) < 0.015)
  }

  @Test func theIntervalDependsOnItsSeedAlone() {
    let patterns = AnswerPatterns(Self.sample(2))
    let alpha = KrippendorffAlpha()
    #expect(alpha.interval(patterns, seed: 1) == alpha.interval(patterns, seed: 1))
    #expect(alpha.interval(patterns, seed: 1) != alpha.interval(patterns, seed: 2))
  }

  @Test func moreImagesNarrowTheInterval() throws {
    func width(_ rows: Int) throws -> Double {
      let votes = randomVotes(rows: rows, workers: 9, classes: 4, answers: 3...3, seed: 1).votes
      let interval = try #require(KrippendorffAlpha().interval(AnswerPatterns(votes)).value)
      return interval.upperBound - interval.lowerBound
    }
    let (few, many) = (try width(100), try width(1_600))
    #expect(many < few / 3 && many > few / 6)
  }

  // MARK: Splits

  @Test func splitsAreCountedInWords() {
    let votes = votes(
      rows: [
        [0, 0, 0, 0, 0], [1, 1, 0, 1, 1], [2, 0, 1, 0, 0], [0, 1, 0, 1, 2], [2], [],
        [1, 1, 1, 1, 1],
      ], classes: 3)
    let splits = VoteSplits(votes)
    #expect(splits.tallies.map(\.split.words) == ["5-0", "4-1", "3-1-1", "2-2-1", "1"])
    #expect(splits.tallies.map(\.images) == [2, 1, 1, 1, 1])
    #expect(splits.withoutAnswers == 1)
    #expect(splits.tallies.map(\.split.isTied) == [false, false, false, true, false])
    #expect(splits.tallies.map(\.split.isUnanimous) == [true, false, false, false, false])
    let byClass = VoteSplits.byClass(votes, labels: [0, 1, 0, 0, 2, -1, 1])
    #expect(byClass.map { $0.tallies.map(\.images).reduce(0, +) } == [3, 2, 1])
    #expect(byClass[1].tallies.map(\.split.words) == ["5-0", "4-1"])
  }
}
