import Foundation
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

/// Servers that misbehave end a request in its limits, with a kind and a sentence.
@Suite struct CurlFailureTests {
  typealias Step = LoopbackServer.Step

  /// Short ones only where a limit is to be reached: a busy machine reaches them too.
  private static func limits(_ kind: HTTPError.Kind?) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytes = 10_000
    if kind == .timeout {
      (limits.headSeconds, limits.idleSeconds, limits.wholeSeconds) = (0.2, 0.2, 0.4)
    }
    return limits
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [Step]
    /// Nil where an answer comes.
    var kind: HTTPError.Kind?
    var testDescription: String { name }
  }

  private static let ok = "HTTP/1.1 200 OK\r\n"
  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let cases: [Case] = [
    Case(
      name: "short body", steps: [.answer(200, [:], [1, 2], length: 9), .close], kind: .broken),
    Case(name: "reset before the head", steps: [.reset], kind: .broken),
    Case(name: "close before the head", steps: [.close], kind: .broken),
    Case(
      name: "reset in the body", steps: [.answer(200, [:], [1], length: 9), .wait(0.02), .reset],
      kind: .broken),
    Case(name: "half a head", steps: [.text(ok + "Content-Le"), .close], kind: .broken),
    Case(
      name: "chunks without an end",
      steps: [.text(ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"), .close], kind: .broken),
    Case(name: "no HTTP", steps: [.text("\u{16}\u{3}\u{1} hello\r\n\r\n"), .close], kind: .broken),
    Case(
      name: "negative length", steps: [.text(ok + "Content-Length: -5\r\n\r\nabc")], kind: .broken),
    Case(
      name: "endless interim answers",
      steps: [.text(repeated("HTTP/1.1 102 Processing\r\n\r\n", 20_000))], kind: .broken),
    Case(
      name: "a field of 5 MB",
      steps: [.text(ok + "Content-Length: 2\r\nX: \(repeated("a", 5_000_000))\r\n\r\nhi")],
      kind: .broken),
    Case(
      name: "200,000 fields",
      steps: [.text(ok + "Content-Length: 2\r\n" + repeated("X: y\r\n", 200_000) + "\r\nhi")],
      kind: .broken),
    Case(
      name: "201 fields",
      steps: [.text(ok + "Content-Length: 0\r\n" + repeated("X: y\r\n", 200) + "\r\n")],
      kind: .broken),
    Case(name: "a folded field", steps: [.text(ok + "A: b\r\n c\r\n\r\n")], kind: .broken),
    Case(name: "no answer", steps: [.wait(5)], kind: .timeout),
    Case(
      name: "a body that stands still", steps: [.answer(200, [:], [1], length: 9), .wait(5)],
      kind: .timeout),
    Case(
      name: "a head in drops",
      steps: [.text(ok + "X: ")] + (0..<200).flatMap { _ in [.text("a"), .wait(0.02)] as [Step] },
      kind: .timeout),
    Case(
      name: "a body in drops",
      steps: [.answer(200, [:], [], length: 900)]
        + (0..<200).flatMap { _ in [.text("x"), .wait(0.05)] as [Step] }, kind: .timeout),
    Case(
      name: "a length over the limit", steps: [.answer(200, [:], [1], length: 10_001)],
      kind: .tooLarge),
    Case(
      name: "a chunked body over the limit",
      steps: [
        .text(ok + "Transfer-Encoding: chunked\r\n\r\n4000\r\n" + repeated("a", 0x4000) + "\r\n")
      ],
      kind: .tooLarge),
    Case(
      name: "no length", steps: [.text(ok + "\r\n" + repeated("a", 700)), .close], kind: nil),
    Case(
      name: "two lengths",
      steps: [.text(ok + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc")], kind: nil),
    Case(
      name: "more bytes than said", steps: [.text(ok + "Content-Length: 3\r\n\r\nabcdef")],
      kind: nil),
    Case(
      name: "200 fields",
      steps: [.text(ok + "Content-Length: 0\r\n" + repeated("X: y\r\n", 199) + "\r\n")], kind: nil),
    Case(
      name: "interim answers",
      steps: [
        .text(repeated("HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n", 3)),
        .answer(200, [:], [1, 2, 3]),
      ], kind: nil),
  ]

  @Test(arguments: cases)
  func misbehaviourIsTold(_ one: Case) throws {
    let steps = one.steps
    let server = try LoopbackServer { _ in steps }
    var request = HTTPRequest(url: server.url + "/key?X-Amz-Signature=0123abcd")
    request.limits = Self.limits(one.kind)
    let transport = CurlTransport()
    let outcome = Result { try transport.answer(to: request) }
    switch outcome {
    case .success(let answer):
      #expect(one.kind == nil)
      #expect(answer.status == 200)
      #expect(answer.fields.allSatisfy { $0.name != "A" })
    case .failure(let error):
      let error = try #require(error as? HTTPError)
      #expect(error.kind == one.kind, "\(error)")
      #expect(error.description.contains("127.0.0.1:\(server.port)"))
      #expect(!error.description.contains("0123abcd"))
    }
    // The same transport goes on working.
    let sane = try LoopbackServer { _ in [.answer(200, [:], [9])] }
    #expect(try transport.answer(to: HTTPRequest(url: sane.url)).body == [9])
  }

  /// Framing that cannot be trusted shows in the stated length.
  @Test func onlyOnePlainLengthIsStated() {
    func length(_ fields: [(String, String)]) -> Int? {
      HTTPAnswer(status: 200, fields: fields.map { HTTPField($0.0, $0.1) }).statedLength
    }
    #expect(length([("Content-Length", "12")]) == 12)
    #expect(length([("content-LENGTH", "12"), ("X", "1")]) == 12)
    #expect(length([]) == nil)
    #expect(length([("Content-Length", "12"), ("Content-Length", "12")]) == nil)
    #expect(length([("Content-Length", "12"), ("Transfer-Encoding", "chunked")]) == nil)
    for text in ["", "+12", "-12", "1 2", "0x12", "12, 12", "99999999999999999999"] {
      #expect(length([("Content-Length", text)]) == nil)
    }
  }

  @Test func noConnectionIsTold() throws {
    let server = try LoopbackServer { _ in [] }
    let url = server.url
    server.stop()
    let error = #expect(throws: HTTPError.self) {
      try CurlTransport().answer(to: HTTPRequest(url: url))
    }
    #expect(error?.kind == .connection)
    let unknown = #expect(throws: HTTPError.self) {
      try CurlTransport().answer(to: HTTPRequest(url: "http://no-such-host.invalid/"))
    }
    #expect(unknown?.kind == .connection)
    #expect(unknown?.description.contains("no-such-host.invalid") == true)
  }

  @Test func theEndCanBeAskedFor() throws {
    let server = try LoopbackServer { _ in [.answer(200, [:], [1], length: 9), .wait(20)] }
    let stop = CancellationFlag()
    let transport = CurlTransport(stop: stop)
    Thread.detachNewThread {
      while server.requests.isEmpty { usleep(1_000) }
      stop.stop()
    }
    let error = #expect(throws: HTTPError.self) {
      try transport.answer(to: HTTPRequest(url: server.url))
    }
    #expect(error?.kind == .cancelled)
    #expect(throws: HTTPError.self) { try transport.answer(to: HTTPRequest(url: server.url)) }
  }

  @Test func aMissingFileOfCertificatesIsTold() {
    var options = CurlTransport.Options()
    options.certificateFile = "/nothing/here.pem"
    let error = #expect(throws: HTTPError.self) {
      try CurlTransport(options).answer(to: HTTPRequest(url: "https://127.0.0.1:9/"))
    }
    #expect(error?.kind == .untrusted || error?.kind == .connection)
  }
}
