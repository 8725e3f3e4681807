import PlumbSystem

/// A moment in UTC as calendar fields, by the C library's Gregorian calendar.
struct CivilTime: Hashable {
  /// The seconds since 1970 of the years 0000 to 9999, the range that can be drawn.
  static let range: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  var year: Int
  /// From 1.
  var month: Int
  /// From 1.
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0

  /// The fields of a moment, given as seconds since 1970.
  init(seconds: Int64) {
    var clock = time_t(seconds)
    var fields = tm()
    gmtime_r(&clock, &fields)
    year = Int(fields.tm_year) + 1_900
    month = Int(fields.tm_mon) + 1
    day = Int(fields.tm_mday)
    hour = Int(fields.tm_hour)
    minute = Int(fields.tm_min)
    second = Int(fields.tm_sec)
  }

  /// The first moment of a month; months beyond 12 run on into the next years.
  static func start(year: Int, month: Int) -> Int64 {
    var fields = tm()
    fields.tm_year = Int32(year - 1_900)
    fields.tm_mon = Int32(month - 1)
    fields.tm_mday = 1
    return Int64(timegm(&fields))
  }

  /// For example "10:05".
  var clockText: String { "\(CivilTime.two(hour)):\(CivilTime.two(minute))" }

  /// For example "10:05:30".
  var secondText: String { "\(clockText):\(CivilTime.two(second))" }

  /// For example "1 Mar".
  var dayText: String { "\(day) \(monthText)" }

  /// For example "Mar".
  var monthText: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return names[min(max(month, 1), 12) - 1]
  }

  /// For example "1 Mar 2024".
  var dateText: String { "\(dayText) \(year)" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
