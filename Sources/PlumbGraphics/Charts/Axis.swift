import PlumbText

/// One number on an axis.
struct AxisTick: Hashable {
  let value: Double
  let label: String
}

/// The range that a plot shows, and its round numbers.
struct Axis: Hashable {
  let lower: Double
  let upper: Double
  let isLogarithmic: Bool
  /// In rising order, all within the range.
  let ticks: [AxisTick]

  /// The position of a value between the ends of the axis, 0...1; values outside are clamped.
  func share(of value: Double) -> Double {
    let share =
      isLogarithmic
      ? (decimalLogarithm(max(value, lower)) - decimalLogarithm(lower))
        / (decimalLogarithm(upper) - decimalLogarithm(lower))
      : (value - lower) / (upper - lower)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }
}

extension Axis {
  /// From zero to the maximum, with round whole numbers.
  static func counts(maximum: Double) -> Axis {
    let upper = max(maximum, 1)
    let step = max(niceStep(from: 0, to: upper), 1)
    let ticks = stride(from: 0, through: (upper / step).rounded(.down), by: 1).map { index in
      AxisTick(value: index * step, label: NumberText.decimal(index * step, places: 0))
    }
    return Axis(lower: 0, upper: upper, isLogarithmic: false, ticks: ticks)
  }

  /// From 0 to 1, in fifths.
  static let shares = Axis(
    lower: 0, upper: 1, isLogarithmic: false,
    ticks: (0...5).map { index in
      AxisTick(
        value: Double(index) / 5, label: NumberText.decimal(Double(index) / 5, places: 1))
    })

  /// From 0 to 1, written as 0 to 100 %.
  static let percentages = Axis(
    lower: 0, upper: 1, isLogarithmic: false,
    ticks: (0...4).map { index in
      AxisTick(value: Double(index) / 4, label: "\(index * 25) %")
    })

  /// From 0.5, so that a count of one has a visible length, to the maximum or ten.
  ///
  static func logarithmicCounts(maximum: Double) -> Axis {
    let upper = max(maximum, 10)
    // Below two decades, the powers of ten alone would be too few to read from.
    let round = roundCounts(through: upper, leading: upper < 100 ? [1, 2, 5] : [1])
    return Axis(lower: 0.5, upper: upper, isLogarithmic: true, ticks: round.map(tick))
  }

  /// From the round number below the least count to the one above the greatest, so that similar
  /// counts do not all end up at one end; as ``logarithmicCounts(maximum:)`` where the least is
  /// below ten or the range wide.
  static func logarithmicCounts(from minimum: Double, to maximum: Double) -> Axis {
    guard minimum >= 10, maximum < minimum * 20 else { return logarithmicCounts(maximum: maximum) }
    let round = roundCounts(through: maximum * 10, leading: [1, 2, 5])
    let lower = round.last { $0 <= minimum } ?? minimum
    let upper = round.first { $0 >= maximum && $0 > lower } ?? maximum
    return Axis(
      lower: lower, upper: upper, isLogarithmic: true,
      ticks: round.filter { (lower...upper).contains($0) }.map(tick))
  }

  /// The leading digits at every power of ten, in rising order.
  private static func roundCounts(through upper: Double, leading: [Double]) -> [Double] {
    var round: [Double] = []
    var decade = 1.0
    while decade <= upper {
      round += leading.map { $0 * decade }.filter { $0 <= upper }
      decade *= 10
    }
    return round
  }

  private static func tick(at value: Double) -> AxisTick {
    AxisTick(value: value, label: NumberText.decimal(value, places: 0))
  }

  /// The range, with round numbers inside it; a range without extent is widened.
  static func values(_ range: ClosedRange<Double>) -> Axis {
    let (lowest, highest) = (bounded(range.lowerBound), bounded(range.upperBound))
    let middle = (lowest + highest) / 2
    let least = max(abs(middle) * 0.02, 1e-6)
    let half = max((highest - lowest) / 2, least)
    let (lower, upper) = (middle - half, middle + half)
    let step = niceStep(from: lower, to: upper)
    let places = min(max(Int((-decimalLogarithm(step) - 1e-9).rounded(.up)), 0), 6)
    let (first, last) = tickIndices(from: lower, to: upper, step: step)
    let ticks = stride(from: first, through: last, by: 1).map { index in
      AxisTick(value: index * step, label: NumberText.decimal(index * step, places: places))
    }
    return Axis(lower: lower, upper: upper, isLogarithmic: false, ticks: ticks)
  }

  /// Larger numbers could be neither labelled nor distinguished.
  private static func bounded(_ value: Double) -> Double { min(max(value, -1e12), 1e12) }

  /// The first and the last multiple of the step within the range, as numbers of steps.
  private static func tickIndices(
    from lower: Double, to upper: Double, step: Double
  ) -> (first: Double, last: Double) {
    // A range that ends on a round number has that number, whatever rounding has made of it.
    ((lower / step - 1e-9).rounded(.up), (upper / step + 1e-9).rounded(.down))
  }

  /// The largest of 1, 2 and 5 times a power of ten with three multiples or more in the range
  /// (and so with seven at most).
  private static func niceStep(from lower: Double, to upper: Double) -> Double {
    var magnitude = power(10, decimalLogarithm(upper - lower).rounded(.down))
    for _ in 0..<3 {
      for factor in [5.0, 2, 1] {
        let (first, last) = tickIndices(from: lower, to: upper, step: factor * magnitude)
        if last - first >= 2 { return factor * magnitude }
      }
      magnitude /= 10
    }
    return magnitude
  }
}
