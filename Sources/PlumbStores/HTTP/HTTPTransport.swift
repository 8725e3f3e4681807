/// One header field of a request or an answer.
public struct HTTPField: Sendable, Hashable {
  /// The name, as it is sent; compared without regard to case.
  public var name: String
  /// The value.
  public var value: String

  /// Makes a field.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// How long and how much a request may take before it is given up.
public struct HTTPLimits: Sendable, Hashable {
  /// For finding the address and connecting, in seconds.
  public var connectSeconds = 5.0
  /// Until the head of the answer is complete, in seconds from the sending.
  public var headSeconds = 10.0
  /// Between two pieces of the body, in seconds.
  public var idleSeconds = 10.0
  /// For all of it, in seconds; to this comes the body's size divided by 100 kB a second.
  public var wholeSeconds = 30.0
  /// The most bytes that a body may have.
  public var bodyBytes = 40_000_000

  /// The limits that suit an image in S3.
  public init() {}
}

/// A request that is sent as it stands: nothing in it is encoded, normalised or added to.
public struct HTTPRequest: Sendable, Hashable {
  /// "GET", "HEAD" or "PUT" (the latter for the token of the instance metadata service only).
  public var method = "GET"
  /// The absolute URL, with the path and query exactly as they go on the wire.
  public var url: String
  /// The header fields; `Host` is made of the URL and need not be given.
  public var fields: [HTTPField]
  /// When to give up.
  public var limits = HTTPLimits()
  /// Whether proxies are passed by, as for the metadata services of a machine or a container.
  public var isDirect = false

  /// Makes a GET request.
  public init(url: String, fields: [HTTPField] = []) {
    self.url = url
    self.fields = fields
  }
}

/// A complete answer with a small body.
public struct HTTPAnswer: Sendable, Hashable {
  /// The status code, such as 200.
  public var status: Int
  /// The header fields in their order.
  public var fields: [HTTPField]
  /// The body as it came: never unpacked.
  public var body: [UInt8]

  /// Makes an answer.
  public init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

/// Why no complete answer came.
public struct HTTPError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, as far as what to do next depends on it.
  public enum Kind: Sendable, Hashable {
    /// No connection: no address, refused, no route, TLS, a proxy.
    case connection
    /// One of the limits was reached.
    case timeout
    /// The answer broke off or was no HTTP.
    case broken
    /// The body has more bytes than allowed.
    case tooLarge
    /// The caller asked for the end.
    case cancelled
  }

  /// What went wrong.
  public var kind: Kind
  /// One sentence for people, without anything secret.
  public var description: String

  /// Makes an error.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

/// Sends requests over HTTP/1.1 and waits for the answers; never follows a redirect.
///
/// Blocking: to be called on a thread that may wait. Safe to share between threads.
public protocol HTTPTransport: Sendable {
  /// Sends a request and reads the whole answer, whatever its status.
  ///
  /// - Throws: ``HTTPError`` where no complete answer came.
  func answer(to request: HTTPRequest) throws(HTTPError) -> HTTPAnswer
}
