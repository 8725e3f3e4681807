/// One header field of a request or an answer.
package struct HTTPField: Sendable, Hashable {
  /// The name, as it is sent; compared without regard to case.
  package var name: String
  /// The value.
  package var value: String

  /// Makes a field.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// How long and how much a request may take before it is given up.
package struct HTTPLimits: Sendable, Hashable {
  /// For finding the address and connecting, in seconds.
  package var connectSeconds = 5.0
  /// Until the head of the answer is complete, in seconds from the sending.
  package var headSeconds = 10.0
  /// Between two pieces of the body, in seconds.
  package var idleSeconds = 10.0
  /// For all of it, in seconds; to this comes the body's size divided by 100 kB a second.
  package var wholeSeconds = 30.0
  /// The most bytes that a body may have; that of an answer without success may have 1 MiB.
  package var bodyBytes = 40_000_000

  /// The limits that suit an image in S3.
  package init() {}
}

/// A request that is sent unchanged: nothing in it is encoded, normalised or added.
package struct HTTPRequest: Sendable, Hashable {
  /// "GET", "HEAD" or "PUT" (the latter for the token of the instance metadata service only).
  package var method = "GET"
  /// The absolute URL, with the path and query exactly as they go on the wire.
  package var url: String
  /// The header fields; `Host` is made of the URL and need not be given.
  package var fields: [HTTPField]
  /// When to give up.
  package var limits = HTTPLimits()
  /// Whether proxies are passed by, as for the metadata services of a machine or a container.
  package var isDirect = false
  /// Whether connections that are open already are left alone, as after a failure.
  package var wantsNewConnection = false

  /// Makes a GET request.
  package init(url: String, fields: [HTTPField] = []) {
    self.url = url
    self.fields = fields
  }
}

/// A complete answer with a small body.
package struct HTTPAnswer: Sendable, Hashable {
  /// The status code, such as 200.
  package var status: Int
  /// The header fields in their order.
  package var fields: [HTTPField]
  /// The body as it came: never unpacked.
  package var body: [UInt8]

  /// Makes an answer.
  package init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

/// Why no complete answer came.
package struct HTTPError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, as far as what to do next depends on it.
  package enum Kind: Sendable, Hashable {
    /// The request cannot be sent unchanged.
    case unusable
    /// No connection: no address, refused, no route, TLS, a proxy.
    case connection
    /// The server's certificate, or the file of those that are trusted, is not in order.
    case untrusted
    /// This machine or process has no file descriptor or memory left for another connection.
    case resources
    /// One of the limits was reached.
    case timeout
    /// The answer broke off or was no HTTP.
    case broken
    /// The body has more bytes than allowed.
    case tooLarge
    /// The caller cancelled.
    case cancelled
  }

  /// What went wrong.
  package var kind: Kind
  /// One sentence for people, without anything secret.
  package var description: String

  /// Makes an error.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

/// An answer whose head is there and whose body is still to be read.
///
/// Used by one thread at a time. Where it is let go before its end, the connection is closed.
package protocol HTTPExchange: AnyObject {
  /// The status and the fields, without the body.
  var head: HTTPAnswer { get }

  /// Waits for the next bytes of the body.
  ///
  /// - Parameter buffer: Where they are put; at least 1 byte.
  /// - Returns: How many were put there; 0 only at the end of a complete body.
  /// - Throws: Where the rest does not come. The limit on the body's size is checked here and, by
  ///   its `Content-Length`, before the first byte.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(HTTPError) -> Int
}

/// Sends requests over HTTP/1.1 and waits for the answers; never follows a redirect.
///
/// Blocking: to be called on a thread that may wait. Safe to share between threads.
package protocol HTTPTransport: Sendable {
  /// Sends a request and reads the whole answer, whatever its status.
  ///
  /// - Throws: ``HTTPError`` if no complete answer came.
  func answer(to request: HTTPRequest) throws(HTTPError) -> HTTPAnswer

  /// Sends a request and reads the head of the answer, whatever its status.
  ///
  /// - Throws: ``HTTPError`` if no complete head came.
  func open(_ request: HTTPRequest) throws(HTTPError) -> any HTTPExchange
}

extension HTTPTransport {
  /// Hands out what ``answer(to:)`` gives, for transports that know nothing better.
  package func open(_ request: HTTPRequest) throws(HTTPError) -> any HTTPExchange {
    CompleteExchange(try answer(to: request))
  }
}

/// An answer that is there already.
final class CompleteExchange: HTTPExchange {
  let head: HTTPAnswer
  private var rest: ArraySlice<UInt8>

  init(_ answer: HTTPAnswer) {
    head = HTTPAnswer(status: answer.status, fields: answer.fields)
    rest = answer.body[...]
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(rest.count, buffer.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
}
