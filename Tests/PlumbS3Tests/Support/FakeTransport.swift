import Synchronization

@testable import PlumbS3

/// Answers requests by a function, and remembers them.
final class FakeTransport: HTTPTransport {
  typealias Respond = @Sendable (HTTPRequest) throws(HTTPError) -> HTTPAnswer

  private let asked = Mutex<[HTTPRequest]>([])
  private let respond: Respond

  init(_ respond: @escaping Respond) { self.respond = respond }

  /// A network on which nobody answers.
  static func silent() -> FakeTransport {
    FakeTransport { _ throws(HTTPError) in throw HTTPError(.timeout, "nobody answers") }
  }

  /// Every request so far.
  var requests: [HTTPRequest] { asked.withLock { $0 } }

  func answer(to request: HTTPRequest) throws(HTTPError) -> HTTPAnswer {
    asked.withLock { $0.append(request) }
    return try respond(request)
  }
}

extension HTTPAnswer {
  /// An answer with a text as its body.
  init(_ status: Int, _ body: String = "", fields: [HTTPField] = []) {
    self.init(status: status, fields: fields, body: Array(body.utf8))
  }
}

extension HTTPRequest {
  /// The value of a field.
  func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
