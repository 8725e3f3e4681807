import PlumbSystem

/// Krippendorff's alpha for nominal data: 1 is full agreement, 0 what chance would give.
///
/// It takes any number of answers an image and missing ones, and is therefore the headline. At least
/// 0.8 is called reliable, at least 0.667 tentative. Source: K. Krippendorff, "Computing
/// Krippendorff's alpha-reliability" (2011). Images with one answer are left out.
package struct KrippendorffAlpha: AgreementStatistic {
  /// Makes the statistic.
  package init() {}

  /// What it is called.
  package var name: String { "Krippendorff's alpha" }

  /// Alpha over all classes.
  package func overall(_ patterns: AnswerPatterns) -> Measured<Double> {
    let units = CoincidenceUnits(patterns)
    guard !units.isEmpty else { return .notDefined(because: AgreementReason.noPairs) }
    guard let alpha = units.alpha(images: units.images) else {
      return .notDefined(because: AgreementReason.oneClass)
    }
    return .value(alpha)
  }

  /// An interval of 95 % for alpha over all classes, by drawing the images again and again with
  /// replacement.
  ///
  /// Images with the same answers are drawn together (a multinomial draw over the patterns), which
  /// has the same distribution and costs nothing for more images. Source: B. Efron, "Bootstrap
  /// methods" (1979); percentiles. It says how far alpha depends on which images were in the job,
  /// not on which workers were.
  ///
  /// - Parameters:
  ///   - patterns: The answers.
  ///   - resamples: How often.
  ///   - seed: Where the random numbers begin.
  package func interval(
    _ patterns: AnswerPatterns, resamples: Int = 1_000, seed: UInt64 = 0
  ) -> Measured<ClosedRange<Double>> {
    let units = CoincidenceUnits(patterns)
    if let reason = overall(patterns).reason { return .notDefined(because: reason) }
    return ImageResampling.interval(units.images, resamples: resamples, seed: seed) {
      units.alpha(images: $0)
    }
  }
}

/// Draws images again and again with replacement, and gives the middle 95 % of a coefficient.
///
/// Each draw is made for itself, so that threads do not change the result.
struct ImageResampling {
  private static let fewestImages = 10

  /// - Parameters:
  ///   - images: How many images have each pattern of answers.
  ///   - resamples: How often.
  ///   - seed: Where the random numbers begin.
  ///   - coefficient: The coefficient for these numbers of images per pattern; nil if not defined.
  static func interval(
    _ images: [Int], resamples: Int, seed: UInt64,
    _ coefficient: @Sendable ([Int]) -> Double?
  ) -> Measured<ClosedRange<Double>> {
    let total = images.reduce(0, +)
    guard total >= fewestImages else {
      return .notDefined(
        because: total == 0
          ? "no image has two answers"
          : "only \(NumberWords.counted(total, "image has", plural: "images have")) two answers, "
            + "too few to resample")
    }
    let drawn = concurrentMap(blocks(of: resamples, size: 50)) { block in
      block.map { coefficient(draw(images, seed: seed, resample: $0)) }
    }
    let alphas = drawn.joined().compactMap(\.self).sorted()
    guard alphas.count * 20 >= resamples * 19, !alphas.isEmpty else {
      return .notDefined(because: "nearly all answers are equal, so most resamples have one class")
    }
    let low = Statistics.percentile(alphas, 0.025)
    return .value(low...Statistics.percentile(alphas, 0.975))
  }

  /// How often each pattern comes up when as many images as there are are drawn with replacement.
  private static func draw(_ images: [Int], seed: UInt64, resample: Int) -> [Int] {
    // Scattered first, so that neighbouring seeds do not share most of their draws.
    var start = SeededGenerator(seed: seed)
    start = SeededGenerator(seed: start.next() &+ UInt64(resample))
    var numbers = SeededGenerator(seed: start.next())
    var (rest, left) = (images.reduce(0, +), images.reduce(0, +))
    return images.map { count in
      let drawn = numbers.binomial(left, chance: min(1, Double(count) / Double(rest)))
      (rest, left) = (rest - count, left - drawn)
      return drawn
    }
  }
}

/// Patterns of at least two answers, laid out for summing the coincidences many times.
struct CoincidenceUnits: Sendable {
  /// How many images have each pattern.
  let images: [Int]
  /// What an image of the pattern adds to the diagonal of the coincidence matrix.
  private let agreement: [Double]
  private let answers: [Int]
  private let starts: [Int]
  private let classes: [Int]
  private let counts: [Int]
  private let classCount: Int

  init(_ patterns: AnswerPatterns) {
    let units = patterns.units.filter { $0.answers > 1 }
    images = units.map(\.images)
    agreement = units.map { Double($0.agreeingPairs) / Double($0.answers - 1) }
    answers = units.map(\.answers)
    starts = units.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.counts.count) }
    let ids = Set(units.flatMap { $0.counts.map(\.classID) }).sorted()
    let positions = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    classes = units.flatMap { $0.counts.compactMap { positions[$0.classID] } }
    counts = units.flatMap { $0.counts.map(\.count) }
    classCount = ids.count
  }

  var isEmpty: Bool { images.isEmpty }

  /// Alpha with these numbers of images per pattern; nil if only one class is left.
  func alpha(images: [Int]) -> Double? {
    var totals = [Int](repeating: 0, count: classCount)
    var (all, agreeing) = (0, 0.0)
    for (unit, number) in images.enumerated() where number > 0 {
      agreeing += Double(number) * agreement[unit]
      all += number * answers[unit]
      for place in starts[unit]..<starts[unit + 1] {
        totals[classes[place]] += number * counts[place]
      }
    }
    let n = Double(all)
    let sameByChance = totals.reduce(0) { $0 + Double($1) * Double($1) }
    let expected = (n * n - sameByChance) / (n * (n - 1))
    guard all > 1, expected > 0 else { return nil }
    return 1 - (n - agreeing) / n / expected
  }
}
