import PlumbLabels
import PlumbSystem
import Synchronization

/// This machine's clock, corrected by what S3 said about it; shared by all threads of a run.
final class ServiceClock: Sendable {
  private let offset = Atomic<Int64>(0)
  private let system: @Sendable () -> Int64

  /// - Parameter system: The seconds since 1970; the system's clock where none is given.
  init(_ system: @escaping @Sendable () -> Int64 = { Int64(time(nil)) }) { self.system = system }

  /// The date to sign with.
  var now: SigningDate {
    SigningDate(secondsSince1970: system() + offset.load(ordering: .relaxed))
  }

  /// Takes the service's time from the `Date` field of an answer; false if there is none.
  func correct(by answer: HTTPAnswer) -> Bool {
    guard let text = answer.value("date"), let seconds = secondsOfHTTPDate(text) else {
      return false
    }
    offset.store(seconds - system(), ordering: .relaxed)
    return true
  }
}

/// The seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section
/// 5.6.7); nil for anything else.
func secondsOfHTTPDate(_ text: String) -> Int64? {
  let words = text.split(separator: " ")
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  guard words.count == 6, words[1].utf8.count == 2, words[5] == "GMT",
    let month = months.firstIndex(where: { $0 == words[2] })
  else { return nil }
  let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
  guard let date = CreationDate("\(words[3])-\(number)-\(words[1])T\(words[4])") else {
    return nil
  }
  return date.microseconds / 1_000_000
}
