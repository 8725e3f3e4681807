import Foundation
import PlumbSystem
import Synchronization
import TestSupport
import Testing

@testable import PlumbS3

/// Streams, caches and the web.
@Suite struct RemoteStoreTests {
  private static let body: [UInt8] = (0..<500_000).map { UInt8($0 * 7 % 253) }
  private static let tag = ["ETag": "\"\(FakeS3.md5(body))\""]

  private func s3(_ fake: FakeS3) -> S3Store { S3Store(client: fake.client(), policy: .quick) }

  private func web(_ transport: any HTTPTransport = CurlTransport()) -> HTTPSStore {
    HTTPSStore(transport: transport, policy: .quick)
  }

  // MARK: Streams

  /// The connection breaks again and again; what comes is whole all the same.
  @Test(arguments: [1, 50_000, 499_999])
  func aStreamGoesOnAfterABreak(_ piece: Int) throws {
    let body = Self.body
    let fake = try FakeS3(["m": body]) { request in
      // Each answer breaks off after so many bytes, but for the fifth and later.
      if request.number > 4 { return nil }
      let start = request.field("range").flatMap { Int($0.dropFirst(6).prefix { $0 != "-" }) } ?? 0
      var fields = Self.tag
      if start > 0 {
        fields["Content-Range"] = "bytes \(start)-\(body.count - 1)/\(body.count)"
      }
      let part = Array(body[start..<min(start + piece, body.count)])
      return [.answer(start > 0 ? 206 : 200, fields, part, length: body.count - start), .close]
    }
    let source = try s3(fake).open("s3://bucket/m")
    #expect(try source.readAll() == body)
    #expect(
      fake.server.requests.dropFirst().allSatisfy { $0.field("if-match") == Self.tag["ETag"] })
  }

  @Test func aStreamThatDoesNotAdvanceEnds() throws {
    let fake = try FakeS3(["m": Self.body]) { request in
      if request.number > 100 { return nil }
      let start = request.field("range") == nil ? 0 : 10
      let part = start == 0 ? Array(Self.body[..<10]) : []
      var fields = Self.tag
      if start > 0 { fields["Content-Range"] = "bytes 10-499999/500000" }
      return [.answer(start > 0 ? 206 : 200, fields, part, length: 500_000 - start), .close]
    }
    let source = try s3(fake).open("s3://bucket/m")
    let error = #expect(throws: InputError.self) { try source.readAll() }
    guard case .remote(let code, _) = error else {
      Issue.record("\(error.debugDescription)")
      return
    }
    #expect(code == StoreFailureCode.brokenAnswer.rawValue)
    #expect(fake.server.requests.count < 20)
  }

  @Test func anObjectThatIsReplacedMeanwhileEndsTheStream() throws {
    let fake = try FakeS3(["m": [1]]) { request in
      if request.field("range") != nil { return FakeS3.error(412, "PreconditionFailed") }
      return [.answer(200, Self.tag, Array(Self.body[..<10]), length: 500_000), .close]
    }
    #expect(throws: InputError.self) { try s3(fake).open("s3://bucket/m").readAll() }
  }

  /// A weak tag does not tell two versions apart byte for byte.
  @Test func aStreamWithAWeakTagDoesNotGoOn() throws {
    let server = try LoopbackServer { _ in
      [.answer(200, ["ETag": "W/\"1\""], [1, 2], length: 9), .close]
    }
    #expect(throws: InputError.self) { try web().open(server.url + "/m").readAll() }
    #expect(server.requests.count == 1)
  }

  @Test func aStreamIsVerifiedAtItsEnd() throws {
    var wrong = Self.body
    wrong[400_000] ^= 1
    let answer = wrong
    let fake = try FakeS3 { _ in [.answer(200, Self.tag, answer)] }
    let error = #expect(throws: InputError.self) { try s3(fake).open("s3://bucket/m").readAll() }
    guard case .remote(let code, _) = error else {
      Issue.record("\(error.debugDescription)")
      return
    }
    #expect(code == StoreFailureCode.wrongAnswer.rawValue)
  }

  @Test func gzipIsUnpackedOnTheWay() throws {
    let packed: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 203, 72, 205, 201, 201, 7, 0, 134, 166, 16, 54, 5, 0, 0, 0,
    ]
    let fake = try FakeS3(["m.gz": packed, "m": Array("plain".utf8)])
    let store = s3(fake)
    let unpacked = try InputFile.unpacked(try store.open("s3://bucket/m.gz"))
    #expect(try unpacked.readAll() == Array("hello".utf8))
    #expect(
      try InputFile.unpacked(try store.open("s3://bucket/m")).readAll() == Array("plain".utf8))
  }

  // MARK: Retries

  @Test func wholeReadsAreTriedAgain() throws {
    let fake = try FakeS3(["m": Self.body]) { request in
      switch request.number {
      case 0: FakeS3.error(503, "SlowDown")
      case 1: [.answer(200, Self.tag, Array(Self.body[..<100]), length: 500_000), .close]
      case 2: [.answer(200, Self.tag, [UInt8](repeating: 0, count: 500_000))]
      default: nil
      }
    }
    #expect(try s3(fake).read("s3://bucket/m", limit: 1_000_000) == Self.body)
    #expect(fake.server.requests.count == 4)
  }

  @Test func namesThatAreNoObjectsAreRefusedFirst() throws {
    let fake = try FakeS3()
    for location in ["s3://", "s3://bucket", "s3://bucket/", "s3:///key"] {
      #expect(throws: StoreError.self) { try s3(fake).read(location, limit: 1) }
    }
    #expect(throws: StoreError.self) { try s3(fake).list("s3://") }
    #expect(fake.server.requests.isEmpty)
  }

  // MARK: The web

  @Test(arguments: [
    "http://example.com/m", "http://127.0.0.1.evil.example/m", "http://localhost.evil.example/",
    "http://evil.example:80#127.0.0.1/", "http://10.0.0.1/", "http://[::2]/", "http://127.1/",
  ])
  func plainHTTPIsForThisMachineOnly(_ url: String) {
    let error = #expect(throws: StoreError.self) { try web(NoTransport()).read(url, limit: 9) }
    #expect(error?.code == .refused)
  }

  private struct NoTransport: HTTPTransport {
    func answer(to request: HTTPRequest) throws(HTTPError) -> HTTPAnswer {
      Issue.record("asked for \(request.url)")
      throw HTTPError(.connection, "no")
    }
  }

  @Test func secretsOfAURLAreNotShown() throws {
    let server = try LoopbackServer { _ in [.answer(403)] }
    for url in [
      "\(server.url)/m?X-Amz-Signature=secret123", "http://example.com/m?token=secret123",
      "https://127.0.0.1:1/m?token=secret123#secret123", "https://u:secret123@127.0.0.1:1/m",
      "https://127.0.0.1:1?secret123",
    ] {
      let error = #expect(throws: StoreError.self) { try web().read(url, limit: 9) }
      #expect(error?.description.contains("secret123") == false, "\(error.debugDescription)")
    }
    #expect(server.requests.map(\.target) == ["/m?X-Amz-Signature=secret123"])
  }

  @Test func chunksAreFineOnTheWeb() throws {
    let server = try LoopbackServer { _ in
      [.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")]
    }
    #expect(try web().read(server.url + "/m", limit: 9) == Array("abc".utf8))
    #expect(throws: StoreError.self) { try web().describe(server.url + "/m") }
  }

  @Test(arguments: [301, 302, 307, 308])
  func redirectsOnTheWebAreNotFollowed(_ status: Int) throws {
    let other = try LoopbackServer { _ in [.answer(200, [:], [1])] }
    let url = other.url
    let server = try LoopbackServer { _ in [.answer(status, ["Location": url])] }
    let error = #expect(throws: StoreError.self) { try web().read(server.url + "/m", limit: 9) }
    #expect(error?.code == .redirected)
    #expect(other.requests.isEmpty)
  }

  @Test func anAnswerWithoutAnEndIsRefused() throws {
    let server = try LoopbackServer { _ in [.text("HTTP/1.1 200 OK\r\n\r\nabc"), .close] }
    let error = #expect(throws: StoreError.self) { try web().read(server.url + "/m", limit: 9) }
    #expect(error?.code == .wrongAnswer)
  }
}
