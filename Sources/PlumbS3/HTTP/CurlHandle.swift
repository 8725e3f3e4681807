import CCurl
import PlumbSystem

/// One of libcurl's transfers with the connections that it keeps for the next.
///
/// Its own multi handle drives it, so that the caller decides how long to wait.
final class CurlHandle: @unchecked Sendable {
  // Unchecked: a handle is used by one thread at a time and changes hands under the pool's lock.
  private let easy: UnsafeMutableRawPointer
  private let multi: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var fields: UnsafeMutablePointer<curl_slist>?
  /// What libcurl's calls back write to; kept while it is used.
  let receiver = CurlReceiver()
  private var isActive = false
  private var result: CURLcode?

  /// Two, since a bucket may turn out to be elsewhere.
  private static let keptConnections = 2
  /// Bytes of a body that libcurl reads at once.
  private static let bufferSize = 64 << 10
  /// Whether libcurl is there; the first use loads it.
  static let isReady = plumb_curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Makes a handle; nil if there is no memory or descriptor left.
  init?() {
    guard Self.isReady, let easy = plumb_curl_easy_init() else { return nil }
    guard let multi = plumb_curl_multi_init() else {
      plumb_curl_easy_cleanup(easy)
      return nil
    }
    self.easy = easy
    self.multi = multi
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    _ = plumb_curl_set_connections(multi, Self.keptConnections)
  }

  deinit {
    end()
    withoutBrokenPipes {
      plumb_curl_easy_cleanup(easy)
      _ = plumb_curl_multi_cleanup(multi)
    }
    errorText.deallocate()
  }

  /// Prepares a request; nothing is sent before the first ``advance(waiting:)``.
  ///
  /// - Returns: False if there is no memory.
  func begin(
    _ request: HTTPRequest, options: CurlTransport.Options
  ) -> Bool {
    end()
    plumb_curl_easy_reset(easy)
    receiver.begin()
    errorText[0] = 0
    result = nil
    setRules(options)
    setRequest(request)
    isActive = plumb_curl_multi_add_handle(multi, easy) == CURLM_OK
    return isActive
  }

  /// What holds for every request.
  private func setRules(_ options: CurlTransport.Options) {
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_NETRC, 0)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_BUFFERSIZE, Self.bufferSize)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    _ = plumb_curl_set_protocols(easy)
    _ = plumb_curl_set_text(easy, CURLOPT_USERAGENT, options.userAgent)
    if let file = options.certificateFile {
      _ = plumb_curl_set_text(easy, CURLOPT_CAINFO, file)
    }
    _ = plumb_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
  }

  private func setRequest(_ request: HTTPRequest) {
    _ = plumb_curl_set_text(easy, CURLOPT_URL, request.url)
    switch request.method {
    case "GET": set(CURLOPT_HTTPGET, 1)
    case "HEAD": set(CURLOPT_NOBODY, 1)
    default: _ = plumb_curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
    }
    if request.wantsNewConnection { set(CURLOPT_FRESH_CONNECT, 1) }
    if request.isDirect { _ = plumb_curl_set_text(easy, CURLOPT_NOPROXY, "*") }
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(request.limits.connectSeconds * 1000)))
    setFields(request)
    _ = plumb_curl_set_receivers(
      easy, takeHeadLine, takeBody, Unmanaged.passUnretained(receiver).toOpaque())
  }

  /// The fields of the request, and none of those that libcurl would add by itself.
  private func setFields(_ request: HTTPRequest) {
    var lines = ["Accept:", "Expect:"]
    if request.method == "PUT" { lines.append("Content-Length: 0") }
    for field in request.fields {
      // A name without a value would be left out.
      lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    for line in lines { fields = plumb_curl_slist_append(fields, line) }
    _ = plumb_curl_set_fields(easy, fields)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    _ = plumb_curl_set_long(easy, option, value)
  }

  /// Sends and receives what is possible, after waiting at most this long.
  ///
  /// - Parameter milliseconds: The wait; 0 for none.
  /// - Returns: The result of the transfer; nil while it goes on.
  func advance(waiting milliseconds: Int) -> CURLcode? {
    if let result { return result }
    if milliseconds > 0 { plumb_curl_multi_poll(multi, Int32(milliseconds)) }
    let code = withoutBrokenPipes {
      var running: Int32 = 0
      return plumb_curl_multi_perform(multi, &running)
    }
    guard code == CURLM_OK else { return CURLE_OUT_OF_MEMORY }
    return takeResult()
  }

  private func takeResult() -> CURLcode? {
    var code = CURLE_OK
    if plumb_curl_take_result(multi, &code) != 0 { result = code }
    return result
  }

  /// Whether the connection is there and the request on its way.
  var isConnected: Bool { plumb_curl_get_time(easy, CURLINFO_PRETRANSFER_TIME_T) > 0 }

  /// The number of the system's last error on the way to a connection; 0 where there was none.
  var systemError: Int32 {
    Int32(truncatingIfNeeded: plumb_curl_get_long(easy, CURLINFO_OS_ERRNO))
  }

  /// Whether a proxy refused a connection.
  var isRefusedByProxy: Bool { plumb_curl_get_long(easy, CURLINFO_HTTP_CONNECTCODE) >= 300 }

  /// What libcurl says about a result.
  func words(for code: CURLcode) -> String {
    let text = String(cString: errorText)
    return text.isEmpty ? String(cString: plumb_curl_easy_strerror(code)) : text
  }

  /// Ends the transfer; a connection in the middle of an answer is closed.
  func end() {
    // A connection over TLS says goodbye when it is closed.
    if isActive { withoutBrokenPipes { _ = plumb_curl_multi_remove_handle(multi, easy) } }
    isActive = false
    plumb_curl_slist_free_all(fields)
    fields = nil
  }
}

/// Where libcurl puts what it receives; used for one answer after the other.
final class CurlReceiver {
  var collector = HeadCollector()
  /// The bytes of the body so far.
  private(set) var byteCount = 0
  /// Where the reader wants the next bytes, and how many are there already.
  private var target = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var filled = 0
  /// Bytes that came while there was no room for them, and how many of them were taken.
  private var pending: [UInt8] = []
  private var taken = 0

  /// Memory that is kept for the next response: allocating it each time took a twentieth of the
  /// processor time of a download.
  private static let mostKept = 256 << 10

  /// Forgets the last answer.
  func begin() {
    collector = HeadCollector()
    (byteCount, taken) = (0, 0)
    if pending.capacity > Self.mostKept {
      pending = []
    } else {
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Has bytes go straight to a buffer while `body` runs, after those that came before.
  ///
  /// - Parameter body: Waits for more; not called where some are here already.
  /// - Returns: How many are in the buffer.
  func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ body: () throws(HTTPError) -> Void
  ) throws(HTTPError) -> Int {
    if taken < pending.count { return takePending(into: buffer) }
    (target, filled) = (buffer, 0)
    defer { target = UnsafeMutableRawBufferPointer(start: nil, count: 0) }
    try body()
    return filled
  }

  /// Whether something lies in the reader's buffer.
  var hasFilled: Bool { filled > 0 }

  private func takePending(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(pending.count - taken, buffer.count)
    pending.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[taken..<taken + count]))
    }
    taken += count
    if taken == pending.count {
      pending.removeAll(keepingCapacity: true)
      taken = 0
    }
    return count
  }

  /// Takes the next bytes of the body.
  func add(_ bytes: UnsafeRawBufferPointer) {
    byteCount += bytes.count
    let count = min(bytes.count, target.count - filled)
    if count > 0 {
      UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      filled += count
    }
    if count < bytes.count {
      pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[max(0, count)...]))
    }
  }
}

private typealias Receive =
  @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

private let takeHeadLine: Receive = { bytes, size, count, context in
  guard let context else { return 0 }
  let receiver = Unmanaged<CurlReceiver>.fromOpaque(context).takeUnretainedValue()
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return receiver.collector.add(line) ? size * count : 0
}

private let takeBody: Receive = { bytes, size, count, context in
  guard let context else { return 0 }
  let receiver = Unmanaged<CurlReceiver>.fromOpaque(context).takeUnretainedValue()
  receiver.add(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return size * count
}
