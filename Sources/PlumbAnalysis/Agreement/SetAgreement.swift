import PlumbLabels
import PlumbSystem

/// How far workers agree whose answers are sets of classes.
///
/// Alpha is Krippendorff's with the distance 1 - MASI, as Passonneau (2006) uses it: two sets that overlap
/// disagree less than two that do not. 1 is full agreement, 0 what chance would give. Images with one
/// answer are left out.
public struct SetAgreement: Sendable {
  private let units: [AnswerUnit]
  private let bits: ClassBits
  /// The different sets that occur in ``units``, ascending.
  private let chosen: [Int]

  /// Distances of all pairs of sets are summed, so there must not be very many.
  static let mostSets = 20_000
  /// Distances are kept for resampling, eight bytes each.
  static let mostResampledSets = 2_000

  /// Takes what workers chose.
  ///
  /// - Parameters:
  ///   - patterns: The answers; their classes are sets.
  ///   - sets: The sets.
  package init(_ patterns: AnswerPatterns, _ sets: AnswerSets) {
    units = patterns.units.filter { $0.answers > 1 }
    bits = ClassBits(sets)
    chosen = Set(units.flatMap { $0.counts.map(\.classID) }).sorted()
  }

  /// Alpha; not defined if all answers are equal.
  public var alpha: Measured<Double> {
    guard !units.isEmpty else { return .notDefined(because: AgreementReason.noPairs) }
    guard chosen.count <= Self.mostSets else {
      return .notDefined(because: "more than \(Self.mostSets) different sets were chosen")
    }
    let sums = SetDistances(units, bits: bits, chosen: chosen, keepsAll: false)
    return sums.alpha(images: units.map(\.images)).map { .value($0) }
      ?? .notDefined(because: AgreementReason.oneClass)
  }

  /// An interval of 95 % for alpha, by drawing the images again and again with replacement, as
  /// ``KrippendorffAlpha/interval(_:resamples:seed:)`` does.
  ///
  /// - Parameters:
  ///   - resamples: How often.
  ///   - seed: Where the random numbers begin.
  public func interval(
    resamples: Int = 1_000, seed: UInt64 = 0
  ) -> Measured<ClosedRange<Double>> {
    if let reason = alpha.reason { return .notDefined(because: reason) }
    guard chosen.count <= Self.mostResampledSets else {
      return .notDefined(
        because:
          "more than \(Self.mostResampledSets) different sets were chosen, too many to resample")
    }
    let sums = SetDistances(units, bits: bits, chosen: chosen, keepsAll: true)
    return ImageResampling.interval(units.map(\.images), resamples: resamples, seed: seed) {
      sums.alpha(images: $0)
    }
  }

  /// The mean over images of the mean Jaccard index of all pairs of answers, from 0 to 1; not corrected
  /// for chance.
  public var meanJaccard: Measured<Double> {
    guard !units.isEmpty else { return .notDefined(because: AgreementReason.noPairs) }
    let sum = units.reduce(0) { sum, unit in
      sum + Double(unit.images) * unit.sumOfPairs(bits.jaccard) / Double(unit.pairs)
    }
    return .value(sum / Double(units.reduce(0) { $0 + $1.images }))
  }
}

extension AnswerUnit {
  /// The sum of a number over all ordered pairs of answers to one image; a pair of equal answers counts.
  fileprivate func sumOfPairs(_ number: (Int, Int) -> Double) -> Double {
    var sum = 0.0
    for (place, one) in counts.enumerated() {
      sum += Double(one.count * (one.count - 1)) * number(one.classID, one.classID)
      for other in counts[(place + 1)...] {
        sum += 2 * Double(one.count * other.count) * number(one.classID, other.classID)
      }
    }
    return sum
  }
}

/// The distances that alpha sums, laid out for summing them many times.
private struct SetDistances: Sendable {
  /// What an image of each unit adds to the observed disagreement.
  private let disagreement: [Double]
  private let units: [AnswerUnit]
  private let places: [Int: Int]
  private let chosen: [Int]
  private let bits: ClassBits
  /// The distances of all pairs of chosen sets, row by row; empty if they are computed as needed.
  private let distances: [Double]

  init(_ units: [AnswerUnit], bits: ClassBits, chosen: [Int], keepsAll: Bool) {
    disagreement = units.map { unit in
      unit.sumOfPairs { 1 - bits.masi($0, $1) } / Double(unit.answers - 1)
    }
    places = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
    distances =
      keepsAll
      ? chosen.flatMap { first in chosen.map { 1 - bits.masi(first, $0) } } : []
    (self.units, self.bits, self.chosen) = (units, bits, chosen)
  }

  /// Alpha with these numbers of images per unit; nil if all answers are equal.
  func alpha(images: [Int]) -> Double? {
    var totals = [Int](repeating: 0, count: chosen.count)
    var observed = 0.0
    for (unit, number) in images.enumerated() where number > 0 {
      observed += Double(number) * disagreement[unit]
      for one in units[unit].counts {
        if let place = places[one.classID] { totals[place] += number * one.count }
      }
    }
    let expected = expected(totals)
    let all = totals.reduce(0, +)
    return expected > 0 ? 1 - Double(all - 1) * observed / expected : nil
  }

  /// The sum of distances over all ordered pairs of answers.
  private func expected(_ totals: [Int]) -> Double {
    let used = totals.indices.filter { totals[$0] > 0 }
    // Threads sum blocks of fixed size, so that rounding is the same for any number of them.
    let sums = concurrentMap(blocks(of: used.count, size: 64)) { block in
      block.reduce(0.0) { $0 + rowSum(used, at: $1, totals: totals) }
    }
    return 2 * sums.reduce(0, +)
  }

  private func rowSum(_ used: [Int], at place: Int, totals: [Int]) -> Double {
    let first = used[place]
    let sum = used[(place + 1)...].reduce(0.0) { sum, second in
      sum + Double(totals[second]) * distance(first, second)
    }
    return Double(totals[first]) * sum
  }

  private func distance(_ first: Int, _ second: Int) -> Double {
    distances.isEmpty
      ? 1 - bits.masi(chosen[first], chosen[second]) : distances[first * chosen.count + second]
  }
}
