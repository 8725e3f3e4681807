import Foundation
import PlumbS3
import PlumbSystem
import TestSupport
import Testing

@Suite struct SigningTests {
  private static let signer = RequestSigner(
    accessKeyID: "AKIDCANARYKEYID", secretAccessKey: "canary-secret",
    sessionToken: "canary-token", region: "eu-west-1")
  private static let date = SigningDate(secondsSince1970: 1_700_000_000)

  private static func sign(
    _ fields: [(name: String, value: String)], query: [(name: String, value: String)] = []
  ) -> SignedRequest {
    signer.sign(
      UnsignedRequest(method: "GET", host: "h", path: "/k", query: query, fields: fields),
      date: date)
  }

  /// A key that was made before changes nothing, on its day and on others.
  @Test func preparedSignersSignTheSame() {
    let prepared = Self.signer.prepared(for: Self.date)
    for day in -1...1 {
      let date = SigningDate(secondsSince1970: 1_700_000_000 + Int64(day) * 86_400)
      func authorization(_ signer: RequestSigner) -> String {
        signer.sign(UnsignedRequest(method: "GET", host: "h", path: "/k"), date: date).authorization
      }
      #expect(authorization(prepared) == authorization(Self.signer))
    }
  }

  // MARK: Paths and queries

  @Test func keysAreEncodedOnceAndNeverNormalised() {
    let keys = [
      ("a/../b//./c", "/a/../b//./c"), ("//lead", "///lead"), ("100%2F", "/100%252F"),
      ("é 🙂", "/%C3%A9%20%F0%9F%99%82"), ("e\u{301}", "/e%CC%81"),
      ("a+b=c&d?e#f", "/a%2Bb%3Dc%26d%3Fe%23f"),
      ("-._~", "/-._~"), ("", "/"), ("\0\n\u{7F}", "/%00%0A%7F"),
    ]
    for (key, path) in keys { #expect(S3Path.encoded(key: key.utf8) == path) }
    #expect(S3Path.encoded(bucket: "b", key: "k".utf8) == "/b/k")
    #expect(S3Path.encoded(key: [0xFF, 0xFE]) == "/%FF%FE")
  }

  @Test func everyByteSurvivesItsEncoding() {
    let bytes = Array(UInt8.min...UInt8.max)
    let path = S3Path.encoded(key: bytes)
    #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    var back: [UInt8] = []
    var rest = Array(path.utf8.dropFirst())[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), let value = UInt8(digits, radix: 16) {
        #expect(digits == digits.uppercased())
        back.append(value)
        rest = rest.dropFirst(2)
      } else {
        back.append(byte)
      }
    }
    #expect(back == bytes)
  }

  @Test func queriesAreSortedByTheirEncodedBytes() {
    #expect(S3Query.encoded([("b", "1"), ("a", "2"), ("B", "")]) == "B=&a=2&b=1")
    #expect(S3Query.encoded([("a", "2"), ("a", "1")]) == "a=1&a=2")
    #expect(S3Query.encoded([("prefix", "x/y z")]) == "prefix=x%2Fy%20z")
    #expect(S3Query.encoded([("a-", "1"), ("a", "2")]) == "a=2&a-=1")
    #expect(S3Query.encoded([]) == "")
  }

  // MARK: Fields

  @Test func orderAndCaseOfFieldsAndTheirBlanksDoNotMatter() {
    let plain = Self.sign([("range", "bytes=0-9"), ("x-amz-request-payer", "requester")])
    let odd = Self.sign([("X-Amz-Request-Payer", " \trequester "), ("Range", "bytes=0-9")])
    #expect(plain.authorization == odd.authorization)
    #expect(odd.fields[0].value == " \trequester ")
  }

  @Test func innerBlanksBecomeOne() {
    #expect(
      Self.sign([("x-amz-a", "b \t  c")]).authorization
        == Self.sign([("x-amz-a", "b c")]).authorization)
    #expect(
      Self.sign([("x-amz-a", "bc")]).authorization != Self.sign([("x-amz-a", "b c")]).authorization)
  }

  @Test func whatProxiesChangeIsSentButNotSigned() {
    let request = Self.sign([("User-Agent", "plumb"), ("Connection", "close")])
    #expect(request.authorization == Self.sign([]).authorization)
    #expect(request.fields.prefix(2).map(\.name) == ["User-Agent", "Connection"])
  }

  @Test func fieldsOfTheSignatureAreMadeOnce() {
    let request = Self.sign([("X-Amz-Date", "then"), ("Authorization", "me"), ("Host", "evil")])
    #expect(request.authorization == Self.sign([]).authorization)
    #expect(
      request.fields.map(\.name) == [
        "x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "authorization",
      ])
    #expect(
      request.authorization.contains(
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"))
  }

  @Test func everyPartIsInTheSignature() {
    func signature(
      method: String = "GET", host: String = "h", path: String = "/k", value: String = "v",
      seconds: Int64 = 0, hash: String = RequestSigner.emptyPayloadHash, region: String = "r",
      secret: String = "s", token: String? = "t", service: String = "s3"
    ) -> String {
      let signer = RequestSigner(
        accessKeyID: "A", secretAccessKey: secret, sessionToken: token, region: region,
        service: service)
      let request = signer.sign(
        UnsignedRequest(
          method: method, host: host, path: path, query: [("q", value)], fields: [("x", value)],
          payloadHash: hash), date: SigningDate(secondsSince1970: seconds))
      return String(request.authorization.suffix(64))
    }
    let signatures = [
      signature(), signature(method: "HEAD"), signature(host: "i"), signature(path: "/K"),
      signature(value: "w"), signature(seconds: 1), signature(seconds: 86_400),
      signature(hash: "0"), signature(region: "q"), signature(secret: "t"), signature(token: nil),
      signature(token: "u"), signature(service: "sts"),
    ]
    #expect(Set(signatures).count == signatures.count)
    #expect(signature() == signature())
  }

  // MARK: Dates

  @Test func datesAreThoseOfTheCalendar() {
    var random = SeededNumbers(seed: 7)
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
    let edges: [Int64] = [
      0, 86_399, 951_782_400, 951_868_800, 4_107_542_400, 1_709_164_800, -1, 253_402_300_799,
    ]
    let some = (0..<2_000).map { _ in Int64.random(in: 0...253_402_300_799, using: &random) }
    for seconds in edges + some {
      let date = Date(timeIntervalSince1970: Double(seconds))
      let signing = SigningDate(secondsSince1970: seconds)
      #expect(signing.timestamp == formatter.string(from: date))
      #expect(signing.day == String(signing.timestamp.prefix(8)))
    }
  }

  @Test func absurdClocksGiveFourDigits() {
    #expect(SigningDate(secondsSince1970: .max).timestamp == "99991231T235959Z")
    #expect(SigningDate(secondsSince1970: .min).timestamp == "00000101T000000Z")
  }

  // MARK: Secrets

  @Test func nothingShowsASecret() {
    let request = Self.sign([("x-amz-copy", "canary-value")], query: [("q", "v")])
    for text in [
      "\(Self.signer)", String(reflecting: Self.signer), dumped(Self.signer), "\(request)",
      String(reflecting: request), dumped(request), dumped([request]), dumped([Self.signer]),
    ] {
      #expect(!text.contains("canary"))
      #expect(!text.contains(request.authorization.suffix(64)))
    }
    #expect("\(request)".contains("/k?q=v"))
    #expect("\(Self.signer)".contains("…EYID"))
  }

  private func dumped(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }
}
