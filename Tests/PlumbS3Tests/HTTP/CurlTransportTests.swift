import Foundation
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

/// libcurl sends what it is given, and nothing else.
@Suite struct CurlTransportTests {
  private let transport = CurlTransport()

  /// Targets with everything that URL libraries like to tidy up.
  static let oddTargets = [
    "/", "//lead", "/a//b", "/a/../b", "/..", "/./a", "/a/.", "/a%2Fb", "/%00", "/%FF%FE",
    "/a%20b", "/a+b", "/%5B1%5D", "/~a", "/a;b=c", "/a%3Fb", "/a%23b", "/a%25b", "/%C3%A9",
    "/%e9", "/a?b=&a=1", "/?list-type=2&prefix=a%2Fb", "/a:b@c", "/a?x=%2F..%2F", "/%7E",
    "/a?q=../..", "/a?", "/'a'(b)*!", "/a=b&c", "/{}|^`",
  ]

  @Test func theTargetIsSentByteForByte() throws {
    let server = try LoopbackServer { request in
      [.answer(200, [:], Array(request.target.utf8))]
    }
    for target in Self.oddTargets {
      let answer = try transport.answer(to: HTTPRequest(url: server.url + target))
      #expect(String(decoding: answer.body, as: UTF8.self) == target)
    }
  }

  @Test func randomTargetsAreSentByteForByte() throws {
    let server = try LoopbackServer { request in
      [.answer(200, [:], Array(request.target.utf8))]
    }
    var numbers = SeededNumbers(seed: 1)
    let visible = (0x21...0x7E).map { UInt8($0) }.filter { $0 != UInt8(ascii: "#") }
    for _ in 0..<300 {
      let count = Int.random(in: 0...40, using: &numbers)
      let target =
        "/"
        + String(
          decoding: (0..<count).compactMap { _ in visible.randomElement(using: &numbers) },
          as: UTF8.self)
      let answer = try transport.answer(to: HTTPRequest(url: server.url + target))
      #expect(String(decoding: answer.body, as: UTF8.self) == target)
    }
  }

  @Test func onlyTheGivenFieldsAreSent() throws {
    let server = try LoopbackServer { _ in [.answer()] }
    var request = HTTPRequest(
      url: server.url + "/a",
      fields: [
        HTTPField("x-amz-date", "20240101T000000Z"), HTTPField("x-empty", ""),
        HTTPField("Range", "bytes=0-1"),
      ])
    _ = try transport.answer(to: request)
    request.method = "PUT"
    _ = try transport.answer(to: request)
    let names = server.requests.map { $0.fields.map(\.name).sorted() }
    #expect(names[0] == ["host", "range", "user-agent", "x-amz-date", "x-empty"])
    #expect(names[1] == ["content-length", "host", "range", "user-agent", "x-amz-date", "x-empty"])
    #expect(server.requests.allSatisfy { $0.field("host") == "127.0.0.1:\(server.port)" })
    #expect(server.requests[0].field("user-agent") == "plumb")
    #expect(server.requests.map(\.method) == ["GET", "PUT"])
  }

  @Test(arguments: [
    "ftp://127.0.0.1/a", "file:///etc/passwd", "http://", "http:///a", "http://h/a b", "http://h/é",
    "http://h/a#b", "http://h/a\r\nx: y", "HTTP://h/", "", "http://user@127.0.0.1:1/",
    "http://user:password@127.0.0.1:1/",
  ])
  func whatCannotBeSentAsItIsIsRefused(_ url: String) {
    let error = #expect(throws: HTTPError.self) {
      try transport.answer(to: HTTPRequest(url: url))
    }
    #expect(error?.kind == .unusable)
    #expect(error?.description.contains("password") == false)
  }

  @Test func fieldsWithLineBreaksAreRefused() throws {
    let server = try LoopbackServer { _ in [.answer()] }
    for field in [HTTPField("a", "b\r\nc: d"), HTTPField("a\n", "b"), HTTPField("", "b")] {
      let error = #expect(throws: HTTPError.self) {
        try transport.answer(to: HTTPRequest(url: server.url, fields: [field]))
      }
      #expect(error?.kind == .unusable)
    }
    #expect(server.requests.isEmpty)
  }

  @Test func redirectsAreAnswersLikeOthers() throws {
    let other = try LoopbackServer { _ in [.answer(200, [:], [1])] }
    let server = try LoopbackServer { _ in [.answer(307, ["Location": "\(other.url)/stolen"])] }
    let answer = try transport.answer(to: HTTPRequest(url: server.url + "/a"))
    #expect(answer.status == 307)
    #expect(answer.value("location") == "\(other.url)/stolen")
    #expect(other.requests.isEmpty)
  }

  @Test func theBodyIsNeverUnpacked() throws {
    let body: [UInt8] = [0x1F, 0x8B, 8, 0, 0]
    let server = try LoopbackServer { _ in [.answer(200, ["Content-Encoding": "gzip"], body)] }
    #expect(try transport.answer(to: HTTPRequest(url: server.url)).body == body)
  }

  @Test func connectionsAreUsedAgain() throws {
    let server = try LoopbackServer { _ in [.answer(200, [:], [1, 2, 3])] }
    for _ in 0..<20 { _ = try transport.answer(to: HTTPRequest(url: server.url)) }
    #expect(server.connections == 1)
    var request = HTTPRequest(url: server.url)
    request.wantsNewConnection = true
    _ = try transport.answer(to: request)
    #expect(server.connections == 2)
  }

  @Test func anAnswerThatIsLetGoClosesItsConnection() throws {
    let server = try LoopbackServer { _ in
      [.answer(200, [:], [UInt8](repeating: 1, count: 100), length: 1_000_000)]
    }
    var request = HTTPRequest(url: server.url)
    request.limits.headSeconds = 5
    for _ in 0..<3 {
      let exchange = try transport.open(request)
      #expect(exchange.head.status == 200)
    }
    #expect(server.connections == 3)
  }

  @Test func aHeadHasNoBody() throws {
    let server = try LoopbackServer { _ in
      [.text("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\nETag: \"x\"\r\n\r\n")]
    }
    var request = HTTPRequest(url: server.url)
    request.method = "HEAD"
    for _ in 0..<2 {
      let answer = try transport.answer(to: request)
      #expect(answer.statedLength == 5_000_000_000)
      #expect(answer.body.isEmpty)
    }
    #expect(server.connections == 1)
  }

  @Test func aBodyOfManyPiecesArrivesWhole() throws {
    var numbers = SeededNumbers(seed: 2)
    let body = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let server = try LoopbackServer { _ in
      [
        .answer(200, [:], Array(body[..<1_000]), length: body.count), .wait(0.02),
        .send(Array(body[1_000...])),
      ]
    }
    #expect(try transport.answer(to: HTTPRequest(url: server.url)).body == body)
  }

  @Test func chunksArePutTogether() throws {
    let server = try LoopbackServer { _ in
      [
        .text(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
      ]
    }
    let answer = try transport.answer(to: HTTPRequest(url: server.url))
    #expect(answer.body == Array("abcde".utf8))
    #expect(answer.statedLength == nil)
  }

  @Test func aSlowReaderReachesNoLimit() throws {
    let body = [UInt8](repeating: 7, count: 2_000_000)
    let server = try LoopbackServer { _ in [.answer(200, [:], body)] }
    var request = HTTPRequest(url: server.url)
    (request.limits.idleSeconds, request.limits.wholeSeconds) = (0.2, 0.2)
    let exchange = try transport.open(request)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 500_000, alignment: 1)
    defer { buffer.deallocate() }
    var count = 0
    while true {
      let got = try exchange.read(into: buffer)
      if got == 0 { break }
      if count == 0 { usleep(500_000) }
      count += got
    }
    #expect(count == body.count)
  }
}
