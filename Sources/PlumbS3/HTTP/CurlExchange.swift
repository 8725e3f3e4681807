import CCurl
import PlumbSystem

/// An answer that libcurl receives.
///
/// Nothing is received while nothing is read: the reader's time does not count towards timeouts.
final class CurlExchange: HTTPExchange {
  private let handle: CurlHandle
  private let transport: CurlTransport
  private let request: HTTPRequest
  private var receiver: CurlReceiver { handle.receiver }

  private let start = ContinuousClock.now
  private var connectedAt: ContinuousClock.Instant?
  private var lastBytesAt = ContinuousClock.now
  /// How long the reader has been busy with something else.
  private var away = Duration.zero
  private var leftAt: ContinuousClock.Instant?
  private var size: Int?
  /// Whether libcurl was called at all.
  private var isSent = false
  private var isComplete = false
  /// Why no more comes; thrown once what has come was taken.
  private var trouble: HTTPError?

  /// The longest wait, so that cancellation is noticed.
  private static let longestWait = Duration.milliseconds(100)
  /// The maximum size of an error response.
  private static let mostErrorBytes = 1 << 20
  /// The speed that extends the total timeout by the size of the body; slower connections are
  /// useless.
  private static let slowestBytesPerSecond = 100_000.0

  /// Sends a request and waits for the head of its answer.
  init(
    _ request: HTTPRequest, handle: CurlHandle, transport: CurlTransport
  ) throws(HTTPError) {
    self.request = request
    self.handle = handle
    self.transport = transport
    guard handle.begin(request, options: transport.options) else {
      throw failure(.resources, "libcurl is out of memory")
    }
    while !receiver.collector.isComplete {
      if let trouble { throw trouble }
      if isComplete { throw failure(.broken, "no response") }
      try advance()
    }
    size = head.statedLength
    try checkSize(size ?? 0)
    leftAt = .now
  }

  deinit {
    handle.end()
    transport.giveBack(handle)
  }

  var head: HTTPAnswer { receiver.collector.head }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(HTTPError) -> Int {
    comeBack()
    defer { leftAt = .now }
    return try receiver.fill(buffer) { () throws(HTTPError) in
      while !receiver.hasFilled, !isComplete {
        if let trouble { throw trouble }
        try advance()
      }
    }
  }

  /// Shifts the limits by the time that the reader was busy.
  private func comeBack() {
    guard let leftAt else { return }
    let pause = ContinuousClock.now - leftAt
    away += pause
    lastBytesAt += pause
  }

  /// Waits once, and takes what has come.
  private func advance() throws(HTTPError) {
    let before = (receiver.byteCount, receiver.collector.isComplete)
    // The first call sends the request: there is nothing to wait for before.
    let result = handle.advance(waiting: isSent ? try wait() : 0)
    isSent = true
    if let trouble = receiver.collector.trouble { throw failure(.broken, trouble) }
    if (receiver.byteCount, receiver.collector.isComplete) != before { lastBytesAt = .now }
    try checkSize(receiver.byteCount)
    guard let result else { return }
    isComplete = result == CURLE_OK
    if !isComplete { trouble = failure(of: result) }
  }

  /// The milliseconds until the next limit; throws if one is reached or the request is cancelled.
  private func wait() throws(HTTPError) -> Int {
    if transport.stop.isStopped { throw failure(.cancelled, "stopped") }
    let now = ContinuousClock.now
    var (next, words) = (wholeLimit, "incomplete response")
    if let phase = phaseLimit, phase.until < next { (next, words) = phase }
    guard next > now else {
      let seconds = ((now - start - away) / .seconds(1) * 10).rounded() / 10
      throw failure(.timeout, "\(words) after \(seconds) seconds")
    }
    let left = min(next - now, Self.longestWait) / .milliseconds(1)
    return max(1, Int(left.rounded(.up)))
  }

  private var wholeLimit: ContinuousClock.Instant {
    let size = Double(size ?? receiver.byteCount)
    let seconds = request.limits.wholeSeconds + size / Self.slowestBytesPerSecond
    return start + away + .seconds(seconds)
  }

  /// The limit of connecting, of the head or of the next piece, whichever it is now.
  private var phaseLimit: (until: ContinuousClock.Instant, words: String)? {
    if receiver.collector.isComplete {
      return (lastBytesAt + .seconds(request.limits.idleSeconds), "the response stalled")
    }
    if connectedAt == nil, handle.isConnected { connectedAt = .now }
    guard let connectedAt else {
      return (start + .seconds(request.limits.connectSeconds), "no connection")
    }
    return (connectedAt + .seconds(request.limits.headSeconds), "no response")
  }

  private func checkSize(_ count: Int) throws(HTTPError) {
    let isWanted = (200..<300).contains(head.status)
    let limit = isWanted ? request.limits.bodyBytes : Self.mostErrorBytes
    guard count > limit, request.method != "HEAD" else { return }
    throw failure(.tooLarge, "more than \(limit) bytes")
  }

  private func failure(_ kind: HTTPError.Kind, _ cause: String) -> HTTPError {
    HTTPError(kind, "\(request.host): \(cause)")
  }

  private func failure(of code: CURLcode) -> HTTPError {
    HTTPError(kind(of: code), "\(request.host): \(handle.words(for: code))")
  }

  private func kind(of code: CURLcode) -> HTTPError.Kind {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      .untrusted
    // Behind the connection it means a line of the head that libcurl takes no more of.
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: handle.isConnected ? .broken : .resources
    case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED: .unusable
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_PROXY, CURLE_INTERFACE_FAILED:
      isOutOfDescriptors ? .resources : .connection
    default: handle.isRefusedByProxy ? .connection : .broken
    }
  }

  /// Whether a connection failed because this process may open no more files: libcurl does not
  /// always say so.
  private var isOutOfDescriptors: Bool {
    if handle.systemError == EMFILE || handle.systemError == ENFILE { return true }
    let probe = open("/dev/null", O_RDONLY | O_CLOEXEC)
    if probe >= 0 { close(probe) }
    return probe < 0
  }
}

extension HTTPRequest {
  /// The host and port of the URL, for messages: the rest may hold a signature or a password.
  var host: String {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    let authority = bytes[colon...].dropFirst(3)
      .prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    return String(
      decoding: authority.split(separator: UInt8(ascii: "@")).last ?? authority, as: UTF8.self)
  }
}
