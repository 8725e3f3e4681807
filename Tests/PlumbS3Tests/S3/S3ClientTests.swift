import Foundation
import PlumbImages
import Synchronization
import TestSupport
import Testing

@testable import PlumbS3

/// Requests find their region, their time and their credentials, once each.
@Suite struct S3ClientTests {
  private static let body = Array("a picture".utf8)
  private static let object = ObjectName(bucket: "bucket", key: "a.jpg")
  private static let tag = ["ETag": "\"\(FakeS3.md5(body))\""]

  private func read(_ client: S3Client) throws -> [UInt8] {
    try client.body(Self.object, limits: HTTPLimits()).readAll()
  }

  @Test func anAnonymousRequestHasNoSignature() throws {
    let fake = try FakeS3(["a.jpg": Self.body])
    #expect(try read(fake.client()) == Self.body)
    let names = fake.server.requests[0].fields.map(\.name).sorted()
    #expect(names == ["host", "user-agent", "x-amz-checksum-mode"])
  }

  @Test func aSignedRequestSignsAllThatItSends() throws {
    let fake = try FakeS3(["a.jpg": Self.body])
    let client = S3Client(
      endpoint: S3Endpoint(custom: EndpointURL(fake.server.url), style: .auto),
      regions: BucketRegions(start: "eu-west-3"), requestPayer: true,
      credentials: FixedCredentials(
        AWSCredentials(accessKeyID: "AKID", secretAccessKey: "s", sessionToken: "token")),
      transport: CurlTransport(), clock: ServiceClock { 1_700_000_000 })
    #expect(try read(client) == Self.body)
    let request = fake.server.requests[0]
    let authorization = try #require(request.field("authorization"))
    #expect(authorization.contains("AKID/20231114/eu-west-3/s3/aws4_request"))
    #expect(
      authorization.contains(
        "SignedHeaders=host;x-amz-checksum-mode;x-amz-content-sha256;x-amz-date;"
          + "x-amz-request-payer;x-amz-security-token,"))
    #expect(request.field("x-amz-request-payer") == "requester")
    #expect(request.field("x-amz-checksum-mode") == "ENABLED")
    #expect(request.field("x-amz-date") == "20231114T221320Z")
  }

  /// The path on the wire is the one that was signed, whatever is in the key.
  @Test(arguments: [
    "//lead", "a//b", "a/../b", "..", "./a", "a b+c%2F", "é", "e\u{301}", "日本/語.jpg", "a?b#c&d=e",
    "\u{1}\u{7f}", "emoji 🎈/.jpg", "a/", "~'()*!;:@$,[]{}|\\^`\"<>",
  ])
  func oddKeysArriveAsTheyAre(_ key: String) throws {
    let fake = try FakeS3([key: Self.body])
    let object = ObjectName(bucket: "bucket", key: key)
    #expect(try fake.client(signed: true).body(object, limits: HTTPLimits()).readAll() == Self.body)
    let path = try #require(fake.server.requests[0].target.removingPercentEncoding)
    #expect(path.utf8.elementsEqual("/bucket/\(key)".utf8))
    #expect(fake.server.requests[0].target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
  }

  // MARK: Region

  @Test(arguments: [
    (301, "PermanentRedirect", true), (307, "TemporaryRedirect", true),
    (400, "AuthorizationHeaderMalformed", false), (400, "IllegalLocationConstraintException", true),
  ])
  func theRegionIsCorrectedOnceAndLearned(_ status: Int, _ code: String, _ inHeader: Bool) throws {
    let body = Self.body
    let fake = try FakeS3(["a.jpg": body]) { request in
      if request.field("authorization")?.contains("/eu-central-1/") == true { return nil }
      let fields = inHeader ? ["x-amz-bucket-region": "eu-central-1"] : [:]
      let region = inHeader ? "" : "<Region>eu-central-1</Region>"
      return [
        .answer(status, fields, Array("<Error><Code>\(code)</Code>\(region)</Error>".utf8))
      ]
    }
    let client = fake.client(signed: true)
    #expect(try read(client) == body)
    #expect(fake.server.requests.count == 2)
    #expect(try read(client) == body)
    #expect(fake.server.requests.count == 3)
  }

  @Test func aRegionThatIsNeverRightIsCorrectedOnce() throws {
    let fake = try FakeS3 { request in
      let region = request.number % 2 == 0 ? "eu-west-1" : "eu-west-2"
      return FakeS3.error(301, "PermanentRedirect", "m", ["x-amz-bucket-region": region])
    }
    let error = #expect(throws: StoreError.self) { try read(fake.client(signed: true)) }
    #expect(error?.code == .wrongRegion)
    #expect(fake.server.requests.count == 2)
  }

  /// What an answer calls a region must never lead to another host.
  @Test(arguments: ["evil.example/", "evil.example", "a b", "", "us-east-1#", "-x", "123", "a/b"])
  func anEvilRegionIsNotFollowed(_ region: String) throws {
    let fake = try FakeS3 { _ in
      [
        .answer(
          301, ["x-amz-bucket-region": region],
          Array("<Error><Code>PermanentRedirect</Code><Region>\(region)</Region></Error>".utf8))
      ]
    }
    let error = #expect(throws: StoreError.self) { try read(fake.client(signed: true)) }
    #expect(error?.code == .wrongRegion)
    #expect(fake.server.requests.count <= 2)
    #expect(fake.server.requests.allSatisfy { $0.field("host")?.hasPrefix("127.0.0.1:") == true })
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func aRedirectIsNeverFollowed(_ status: Int) throws {
    let other = try LoopbackServer { _ in [.answer(200, Self.tag, Self.body)] }
    let url = other.url
    let fake = try FakeS3 { _ in [.answer(status, ["Location": "\(url)/bucket/a.jpg"])] }
    let error = #expect(throws: StoreError.self) { try read(fake.client(signed: true)) }
    let expected: [Int: StoreFailureCode] = [301: .wrongRegion, 307: .serverError]
    #expect(error?.code == expected[status] ?? .redirected)
    #expect(other.requests.isEmpty)
  }

  // MARK: Clock

  @Test func theClockIsCorrectedByTheService() throws {
    let fake = try FakeS3(["a.jpg": Self.body]) { request in
      if request.field("x-amz-date") == "20250101T000000Z" { return nil }
      return FakeS3.error(
        403, "RequestTimeTooSkewed", "m", ["Date": "Wed, 01 Jan 2025 00:00:00 GMT"])
    }
    let client = fake.client(signed: true, clock: ServiceClock { 1_600_000_000 })
    #expect(try read(client) == Self.body)
    #expect(try read(client) == Self.body)
    #expect(fake.server.requests.count == 3)
  }

  @Test func aClockThatStaysWrongEnds() throws {
    let fake = try FakeS3 { _ in
      FakeS3.error(403, "RequestTimeTooSkewed", "m", ["Date": "Wed, 01 Jan 2025 00:00:00 GMT"])
    }
    let error = #expect(throws: StoreError.self) { try read(fake.client(signed: true)) }
    #expect(error?.code == .wrongClock)
    #expect(fake.server.requests.count == 2)
  }

  @Test func datesOfHTTPAreRead() {
    #expect(secondsOfHTTPDate("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
    #expect(secondsOfHTTPDate("Thu, 01 Jan 1970 00:00:00 GMT") == 0)
    for text in [
      "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
      "Sun, 31 Feb 1994 08:49:37 GMT",
    ] {
      #expect(secondsOfHTTPDate(text) == nil, "\(text)")
    }
  }

  // MARK: Credentials

  @Test func expiredCredentialsAreRenewedOnce() throws {
    let fresh = AWSCredentials(accessKeyID: "AKIDFRESH", secretAccessKey: "s")
    let fake = try FakeS3(["a.jpg": Self.body]) { request in
      request.field("authorization")?.contains("AKIDFRESH") == true
        ? nil : FakeS3.error(400, "ExpiredToken")
    }
    let provider = FixedCredentials(.example, fresh)
    #expect(try read(fake.client(credentials: provider)) == Self.body)
    #expect(provider.refused.withLock { $0 } == [.example])
    #expect(fake.server.requests.count == 2)
  }

  @Test func credentialsThatStayExpiredEnd() throws {
    let fake = try FakeS3 { _ in FakeS3.error(400, "ExpiredToken") }
    let provider = FixedCredentials(.example)
    let error = #expect(throws: StoreError.self) { try read(fake.client(credentials: provider)) }
    #expect(error?.code == .expiredCredentials)
    #expect(fake.server.requests.count == 2)
  }

  private struct NoCredentials: CredentialProvider {
    func credentials() throws(CredentialError) -> AWSCredentials? {
      throw CredentialError("there are no credentials anywhere.")
    }
    func refuse(_ credentials: AWSCredentials) {}
  }

  @Test func whyThereAreNoCredentialsIsTold() throws {
    let fake = try FakeS3()
    let error = #expect(throws: StoreError.self) {
      try read(fake.client(credentials: NoCredentials()))
    }
    #expect(error?.code == .noCredentials)
    #expect(error?.description == "there are no credentials anywhere.")
    #expect(fake.server.requests.isEmpty)
  }

  // MARK: Answers

  @Test func aLongErrorIsReadInPart() throws {
    let filler = String(repeating: "x", count: 100_000)
    let fake = try FakeS3 { _ in
      [.answer(403, [:], Array("<Error><Code>AccessDenied</Code><X>\(filler)</X></Error>".utf8))]
    }
    let error = #expect(throws: StoreError.self) { try read(fake.client()) }
    #expect(error?.serviceCode == "AccessDenied")
  }

  @Test func anErrorThatBreaksOffIsTriedAgain() throws {
    let fake = try FakeS3 { _ in [.answer(400, [:], Array("<Err".utf8), length: 500), .close] }
    let error = #expect(throws: StoreError.self) { try read(fake.client()) }
    #expect(error?.code.action == .retry)
    let sure = try FakeS3 { _ in [.answer(503, [:], Array("<Err".utf8), length: 500), .close] }
    #expect(#expect(throws: StoreError.self) { try read(sure.client()) }?.code == .throttled)
  }

  @Test func aBucketNameIsCheckedBeforeAnythingIsSent() throws {
    let fake = try FakeS3()
    for name in ["evil.example#", "a/b", "..", "", "a@b", "A B"] {
      let error = #expect(throws: StoreError.self) {
        try fake.client().body(ObjectName(bucket: name, key: "k"), limits: HTTPLimits())
      }
      #expect(error?.code == .noSuchBucket)
    }
    #expect(fake.server.requests.isEmpty)
  }

  @Test func anObjectOverTheLimitIsNotRead() throws {
    let fake = try FakeS3(["a.jpg": [UInt8](repeating: 1, count: 1_000)])
    var limits = HTTPLimits()
    limits.bodyBytes = 999
    let error = #expect(throws: StoreError.self) {
      try fake.client().body(Self.object, limits: limits)
    }
    #expect(error?.code == .tooLarge)
    limits.bodyBytes = 1_000
    #expect(try fake.client().body(Self.object, limits: limits).readAll().count == 1_000)
  }

  @Test func aDescriptionIsASingleQuestion() throws {
    let fake = try FakeS3(["a.jpg": Self.body])
    let description = try fake.client().describe(Self.object)
    #expect(
      description
        == StoredObject(
          location: "s3://bucket/a.jpg", byteCount: Self.body.count,
          entityTag: FakeS3.md5(Self.body)))
    #expect(fake.server.requests.map(\.method) == ["HEAD"])
  }

  /// The answer to HEAD has no body: the reason is asked for.
  @Test func whyThereIsNoDescriptionIsTold() throws {
    let fake = try FakeS3 { request in
      request.method == "HEAD" ? [.answer(403)] : FakeS3.error(403, "InvalidObjectState")
    }
    let error = #expect(throws: StoreError.self) { try fake.client().describe(Self.object) }
    #expect(error?.code == .archived)
  }
}
