import PlumbText

/// A calendar interval with a natural start: hours on the hour, weeks on Mondays, months on the
/// first day.
enum TimeStep: Hashable {
  /// A number of seconds, at most a week.
  case seconds(Int64)
  /// A number of months; whole years are multiples of 12.
  case months(Int)

  private static let day: Int64 = 86_400
  private static let week = 7 * day
  /// Monday, 5 January 1970.
  private static let monday = 4 * day

  /// Every length of a bucket, from short to long.
  static let buckets: [TimeStep] =
    [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, day, week]
    .map { .seconds($0) } + [1, 3, 12, 60, 120, 600, 1_200, 6_000, 12_000].map { .months($0) }

  /// Every distance between numbers on an axis, from short to long.
  static let ticks: [TimeStep] =
    [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, day,
      week,
    ].map { .seconds($0) }
    + [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000].map { .months($0) }

  /// About how many seconds it has.
  var length: Double {
    switch self {
    case .seconds(let count): Double(count)
    case .months(let count): Double(count) * 2_629_746
    }
  }

  /// The start of the interval that contains a moment, in seconds since 1970.
  func start(of moment: Int64) -> Int64 {
    switch self {
    case .seconds(let count):
      let origin = count == TimeStep.week ? TimeStep.monday : 0
      return (moment - origin).floored(to: count) + origin
    case .months(let count):
      let civil = CivilTime(seconds: moment)
      let months = Int64(civil.year * 12 + civil.month - 1).floored(to: Int64(count))
      return CivilTime.start(
        year: Int(months.floored(to: 12) / 12), month: Int(months.modulo(12)) + 1)
    }
  }

  /// The start of the next interval.
  func next(after start: Int64) -> Int64 { moved(start, by: 1) }

  /// The start that is a number of steps later, or earlier if negative.
  func moved(_ start: Int64, by steps: Int64) -> Int64 {
    switch self {
    case .seconds(let count): return start + steps * count
    case .months(let count):
      let civil = CivilTime(seconds: start)
      let months = Int64(civil.year * 12 + civil.month - 1) + steps * Int64(count)
      return CivilTime.start(
        year: Int(months.floored(to: 12) / 12), month: Int(months.modulo(12)) + 1)
    }
  }

  /// Its name after "labels per": "10 minutes", "week".
  var words: String {
    switch self {
    case .months(12): "year"
    case .months(let count) where count.isMultiple(of: 12): "\(NumberText.whole(count / 12)) years"
    case .months(1): "month"
    case .months(let count): "\(count) months"
    case .seconds(TimeStep.week): "week"
    case .seconds(TimeStep.day): "day"
    case .seconds(let count) where count.isMultiple(of: 3_600):
      TimeStep.words(count / 3_600, "hour")
    case .seconds(let count) where count.isMultiple(of: 60): TimeStep.words(count / 60, "minute")
    case .seconds(let count): TimeStep.words(count, "second")
    }
  }

  private static func words(_ count: Int64, _ unit: String) -> String {
    count == 1 ? unit : "\(count) \(unit)s"
  }

  /// The label of a moment on an axis with such steps, and the larger unit: "10:05" and "1 Mar
  /// 2024".
  func label(of moment: Int64) -> (fine: String, coarse: String) {
    let civil = CivilTime(seconds: moment)
    switch self {
    case .seconds(let count) where count < 60: return (civil.secondText, civil.dateText)
    case .seconds(let count) where count < TimeStep.day: return (civil.clockText, civil.dateText)
    case .seconds: return (civil.dayText, "\(civil.year)")
    case .months(let count) where count < 12: return (civil.monthText, "\(civil.year)")
    case .months: return ("\(civil.year)", "")
    }
  }
}

extension Int64 {
  /// The largest multiple that is not greater, also below zero.
  fileprivate func floored(to multiple: Int64) -> Int64 { self - modulo(multiple) }

  /// The remainder, 0 or more.
  fileprivate func modulo(_ divisor: Int64) -> Int64 {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
