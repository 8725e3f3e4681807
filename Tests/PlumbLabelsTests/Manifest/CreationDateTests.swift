import TestSupport
import Testing

@testable import PlumbLabels

struct CreationDateTests {
  @Test(arguments: [
    ("2019-04-18T16:40:59.217995", "2019-04-18T16:40:59.217995Z"),
    ("2019-06-27T17:42:26.177000", "2019-06-27T17:42:26.177000Z"),
    ("2019-06-27T17:02:49.583", "2019-06-27T17:02:49.583000Z"),
    ("2022-08-22T20:52:51.851Z", "2022-08-22T20:52:51.851000Z"),
    ("2020-05-25T12:53:54+0000", "2020-05-25T12:53:54Z"),
    ("2020-05-25T12:53:54", "2020-05-25T12:53:54Z"),
    ("2020-05-25T12:53:54Z", "2020-05-25T12:53:54Z"),
    ("2020-05-25 12:53:54", "2020-05-25T12:53:54Z"),
  ])
  func readsEveryFormOfTheService(_ text: String, _ utc: String) throws {
    #expect(try #require(CreationDate(text)).description == utc)
  }

  @Test(arguments: [
    ("2020-05-25T12:53:54+0230", "2020-05-25T10:23:54Z"),
    ("2020-05-25T12:53:54+02:30", "2020-05-25T10:23:54Z"),
    ("2020-05-25T12:53:54-0700", "2020-05-25T19:53:54Z"),
    ("2020-12-31T23:30:00-01:00", "2021-01-01T00:30:00Z"),
    ("2020-01-01T00:30:00+0100", "2019-12-31T23:30:00Z"),
    ("2020-05-25T12:53:54.5+0230", "2020-05-25T10:23:54.500000Z"),
  ])
  func anOffsetIsTakenOff(_ text: String, _ utc: String) throws {
    #expect(try #require(CreationDate(text)).description == utc)
  }

  @Test func digitsBeyondMicrosecondsAreDropped() throws {
    let date = try #require(CreationDate("2020-05-25T12:53:54.1234569"))
    #expect(date.microseconds % 1_000_000 == 123_456)
  }

  @Test(arguments: [
    "", "yesterday", "2021-09-06", "2021-09-06T", "2021-09-06T08:05", "1630771200",
    "2021-13-06T08:05:35", "2021-00-06T08:05:35", "2021-09-00T08:05:35", "2021-09-32T08:05:35",
    "2021-09-06T24:05:35", "2021-09-06T08:60:35", "2021-09-06T08:05:61", "2021-09-06T08:05:35.",
    "2021-09-06T08:05:35.Z", "2021-09-06T08:05:35z", "2021-09-06T08:05:35 Z",
    "2021-09-06T08:05:35+01", "2021-09-06T08:05:35+01:0", "2021-09-06T08:05:35*0100",
    "2021-09-06T08:05:35Z0", "2021/09/06T08:05:35", "2021-09-06t08:05:35", "2021-9-06T08:05:35",
    " 2021-09-06T08:05:35", "2021-09-06T08:05:35 ", "+021-09-06T08:05:35", "２０２１-09-06T08:05:35",
    "2021-09-06T-8:05:35", "2021-09-06T08:05:35+-100", "12021-09-06T08:05:35",
  ])
  func anythingElseIsNoDate(_ text: String) {
    #expect(CreationDate(text) == nil)
  }

  /// Days that the calendar does not have, which would become other days.
  @Test(arguments: [
    "2021-02-29T00:00:00", "2021-02-30T00:00:00", "2021-04-31T00:00:00", "1900-02-29T00:00:00",
    "2100-02-29T00:00:00", "2021-11-31T00:00:00",
  ])
  func aDayThatIsNotInTheCalendarIsNoDate(_ text: String) {
    #expect(CreationDate(text) == nil)
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
    (1900, 2, 28, -25_509), (1900, 3, 1, -25_508), (2024, 12, 31, 20_088), (1, 1, 1, -719_162),
    (9999, 12, 31, 2_932_896), (2100, 2, 28, 47_540), (2100, 3, 1, 47_541),
  ])
  func daysAreCountedByTheGregorianCalendar(_ year: Int, _ month: Int, _ day: Int, _ days: Int) {
    func digits(_ value: Int, _ width: Int) -> String {
      String(repeating: "0", count: width - String(value).count) + String(value)
    }
    let text = "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    let date = CreationDate(text + "T00:00:00")
    #expect(date?.microseconds == Int64(days) * 86_400_000_000)
    #expect(CreationDate(microseconds: Int64(days) * 86_400_000_000).day == text)
  }

  @Test func whatIsWrittenReadsBackAsTheSame() {
    let day: Int64 = 86_400_000_000
    var moments: [Int64] = []
    // Every day of leap, common and century years, at its ends.
    for first in [-719_162, -25_567, -1, 0, 10_957, 19_723, 47_482] {
      for offset in 0..<366 { moments.append(Int64(first + offset) * day) }
    }
    moments += moments.map { $0 + day - 1 }
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<2_000 {
      moments.append(Int64.random(in: -719_162 * day..<2_932_897 * day, using: &numbers))
    }
    for moment in moments {
      let date = CreationDate(microseconds: moment)
      #expect(CreationDate(date.description) == date)
    }
  }

  @Test func orderIsThatOfTime() {
    let texts = [
      "1969-12-31T23:59:59.999999", "1970-01-01T00:00:00", "2020-02-29T12:00:00+0100",
      "2020-02-29T11:30:00", "2020-02-29T11:30:00.000001", "2020-03-01T00:00:00",
    ]
    let dates = texts.compactMap(CreationDate.init)
    #expect(dates.count == texts.count)
    var numbers = SeededNumbers(seed: 3)
    #expect(dates.shuffled(using: &numbers).sorted() == dates)
  }
}
