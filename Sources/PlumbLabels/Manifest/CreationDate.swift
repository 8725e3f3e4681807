/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z.
///
/// Ground Truth writes `creation-date` in several ways: with a fraction of six, three or no digits,
/// and with no zone (which means UTC), `Z`, or an offset such as `+0000`.
public struct CreationDate: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// Makes a date from its microseconds.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Reads one of the forms that Ground Truth writes; nil for anything else.
  public init?(_ text: String) {
    var text = text
    guard let date = text.withUTF8({ CreationDate(bytes: UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = date
  }

  init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 19, let clock = Self.clock(bytes) else { return nil }
    var index = 19
    guard let fraction = Self.fraction(bytes, &index), let zone = Self.zone(bytes, index) else {
      return nil
    }
    guard Self.seconds.contains(clock - zone) else { return nil }
    microseconds = (clock - zone) * 1_000_000 + fraction
  }

  /// The years 0000 to 9999 in UTC, which have four digits, as seconds since 1970.
  private static let seconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  /// Earlier dates come first.
  public static func < (left: CreationDate, right: CreationDate) -> Bool {
    left.microseconds < right.microseconds
  }

  /// The seconds since 1970 of the nineteen characters `YYYY-MM-DDTHH:MM:SS`.
  private static func clock(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    let year = pair(bytes, 0) * 100 + pair(bytes, 2)
    let (month, day) = (pair(bytes, 5), pair(bytes, 8))
    let (hour, minute, second) = (pair(bytes, 11), pair(bytes, 14), pair(bytes, 17))
    // A pair that is no number is far beyond all of these.
    guard year < 10_000, (1...12).contains(month), day >= 1,
      day <= dayCount(year: year, month: month), hour < 24,
      minute < 60, second < 61
    else { return nil }
    return days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
  }

  /// The number of days of a month: 30 February is not a date and must not become a day in March.
  private static func dayCount(year: Int64, month: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Two digits as a number; 1,000,000 or more if they are not digits.
  @inline(__always)
  private static func pair(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int64 {
    let (tens, ones) = (bytes[start] &- 0x30, bytes[start + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int64(tens) * 10 + Int64(ones) : 1_000_000
  }

  /// Days since 1970-01-01 in the Gregorian calendar (the era method: a year starts in March).
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.floored(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func fraction(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int64? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return 0 }
    index += 1
    var value: Int64 = 0
    var digits = 0
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
      if digits < 6 { value = value * 10 + Int64(bytes[index] - 0x30) }
      digits += 1
      index += 1
    }
    guard digits > 0 else { return nil }
    while digits < 6 {
      value *= 10
      digits += 1
    }
    return value
  }

  /// The offset from UTC in seconds.
  private static func zone(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int64? {
    let rest = bytes.count - start
    if rest == 0 || (rest == 1 && bytes[start] == UInt8(ascii: "Z")) { return 0 }
    let colon = rest == 6 && bytes[start + 3] == UInt8(ascii: ":")
    guard rest == 5 || colon else { return nil }
    let (hours, minutes) = (pair(bytes, start + 1), pair(bytes, start + (colon ? 4 : 3)))
    guard hours < 24, minutes < 60 else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "+"): return hours * 3_600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3_600 + minutes * 60)
    default: return nil
    }
  }
}

extension CreationDate: CustomStringConvertible {
  /// The moment in ISO 8601, in UTC, for example `2018-10-18T22:18:13.527256Z`; the fraction is
  /// left out where it is zero.
  public var description: String {
    let second = microseconds.floored(by: 1_000_000)
    let fraction = microseconds - second * 1_000_000
    let day = second.floored(by: 86_400)
    let clock = second - day * 86_400
    let (year, month, dayOfMonth) = Self.civil(day)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    let time =
      "\(padded(clock / 3_600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
    return fraction == 0 ? "\(date)T\(time)Z" : "\(date)T\(time).\(padded(fraction, 6))Z"
  }

  /// As Ground Truth writes it: in UTC, without a zone.
  package var withoutZone: String { String(description.dropLast()) }

  /// The day alone, for example `2018-10-18`.
  public var day: String { String(description.prefix(10)) }

  /// The inverse of ``days(year:month:day:)``.
  private static func civil(_ day: Int64) -> (Int64, Int64, Int64) {
    let shifted = day + 719_468
    let era = shifted.floored(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
  /// Division that rounds down, also for dates before 1970.
  fileprivate func floored(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
