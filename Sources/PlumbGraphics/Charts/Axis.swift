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

  /// Where a value lies between the ends of the axis: 0...1, values outside at the nearer end.
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
  /// From zero to a round number that is not below the maximum, in whole steps.
  static func counts(maximum: Double, wantedTicks: Int) -> Axis {
    let step = max(niceStep(span: max(maximum, 1), wantedTicks: wantedTicks), 1)
    let steps = max((maximum / step).rounded(.up), 1)
    let ticks = (0...Int(steps)).map { index in
      let value = Double(index) * step
      return AxisTick(value: value, label: NumberText.decimal(value, places: 0))
    }
    return Axis(lower: 0, upper: steps * step, isLogarithmic: false, ticks: ticks)
  }

  /// From one half, so that a count of one has a length, to the maximum or ten.
  static func logarithmicCounts(maximum: Double) -> Axis {
    let upper = max(maximum, 10)
    // Below two decades, the powers of ten alone would be too few to read from.
    let leading = upper < 100 ? [1.0, 2, 5] : [1.0]
    var ticks: [AxisTick] = []
    var decade = 1.0
    while decade <= upper {
      for value in leading.map({ $0 * decade }) where value <= upper {
        ticks.append(AxisTick(value: value, label: NumberText.decimal(value, places: 0)))
      }
      decade *= 10
    }
    return Axis(lower: 0.5, upper: upper, isLogarithmic: true, ticks: ticks)
  }

  /// The range, with round numbers inside it; a range without extent is widened.
  static func values(_ range: ClosedRange<Double>, wantedTicks: Int) -> Axis {
    let middle = (range.lowerBound + range.upperBound) / 2
    let least = max(abs(middle) * 0.02, 1e-6)
    let half = max((range.upperBound - range.lowerBound) / 2, least)
    let (lower, upper) = (middle - half, middle + half)
    let step = niceStep(span: upper - lower, wantedTicks: wantedTicks)
    let places = min(max(Int((-decimalLogarithm(step)).rounded(.up)), 0), 6)
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first.isFinite, last.isFinite, last - first < 100, last >= first else {
      return Axis(lower: lower, upper: upper, isLogarithmic: false, ticks: [])
    }
    let ticks = stride(from: first, through: last, by: 1).map { index in
      AxisTick(value: index * step, label: NumberText.decimal(index * step, places: places))
    }
    return Axis(lower: lower, upper: upper, isLogarithmic: false, ticks: ticks)
  }

  /// 1, 2 or 5 times a power of ten, so that about as many steps as wanted make up the span.
  private static func niceStep(span: Double, wantedTicks: Int) -> Double {
    let raw = span / Double(max(wantedTicks, 1))
    let magnitude = power(10, decimalLogarithm(raw).rounded(.down))
    let factor = [1.0, 2, 5].first { $0 * magnitude >= raw * 0.999_999 } ?? 10
    return factor * magnitude
  }
}
