import PlumbSystem

/// The moment of a signature, in UTC to the second.
///
/// It is always passed in: S3 refuses signatures that are more than 15 minutes off, so the caller
/// may have to correct the clock by the response of S3.
package struct SigningDate: Sendable, Hashable {
  /// As `x-amz-date` has it, such as `20130524T000000Z`.
  package let timestamp: String

  /// The day, such as `20130524`.
  package var day: String { String(timestamp.prefix(8)) }

  /// Makes the date of a time.
  ///
  /// - Parameter seconds: Since 1970-01-01T00:00:00Z; years before 0 and after 9999, which no
  ///   working clock shows, become the nearest one that four digits can say.
  package init(secondsSince1970 seconds: Int64) {
    let seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
    let second = (seconds % 86_400 + 86_400) % 86_400
    let (year, month, dayOfMonth) = Self.date(ofDay: (seconds - second) / 86_400)
    timestamp = String(unsafeUninitializedCapacity: 16) { text in
      var count = 0
      func append(_ number: Int64, digits: Int) {
        var rest = number
        for place in (count..<count + digits).reversed() {
          text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        count += digits
      }
      append(year, digits: 4)
      append(month, digits: 2)
      append(dayOfMonth, digits: 2)
      text[count] = UInt8(ascii: "T")
      count += 1
      append(second / 3_600, digits: 2)
      append(second / 60 % 60, digits: 2)
      append(second % 60, digits: 2)
      text[count] = UInt8(ascii: "Z")
      return count + 1
    }
  }

  /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that start in March.
  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}
