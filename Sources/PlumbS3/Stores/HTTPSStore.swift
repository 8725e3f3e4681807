import PlumbSystem
import PlumbText

/// Files on the web, by their URL, such as a manifest behind a presigned URL.
///
/// Only GET is used, because a presigned URL allows nothing else; plain `http` only on this
/// machine; redirects are not followed. The part after `?` is treated as a secret and never shown.
package struct HTTPSStore: RemoteStore {
  private let transport: any HTTPTransport
  let loop: RetryLoop

  /// Makes the store.
  ///
  /// - Parameter stop: Ends waits and requests.
  package init(
    transport: any HTTPTransport, policy: RetryPolicy = RetryPolicy(),
    stop: CancellationFlag = CancellationFlag()
  ) {
    self.transport = transport
    loop = RetryLoop(policy: policy, stop: stop)
  }

  /// Whether a location starts with `https://` or `http://`, in small letters.
  package func takes(_ location: String) -> Bool {
    ["https://", "http://"].contains { location.utf8.starts(with: $0.utf8) }
  }

  func object(_ location: String) throws(StoreError) -> any RemoteObject {
    let shown = Self.withoutSecrets(location)
    let request = HTTPRequest(url: location)
    guard takes(location), !request.host.isEmpty else {
      throw StoreError(.refused, at: shown, because: "not a URL; use https://host/path")
    }
    guard location.utf8.starts(with: "https://".utf8) || Self.isLoopback(request.host) else {
      throw StoreError(
        .refused, at: shown,
        because: "plain http is not encrypted, so anyone could change the data; use https")
    }
    return WebFile(transport: transport, location: shown, url: location)
  }

  /// Lists nothing: the web has no lists.
  package func list(_ prefix: String) throws(StoreError) -> [StoredObject] {
    throw StoreError(
      .refused, at: Self.withoutSecrets(prefix),
      because: "a web server cannot list files; pass the URL of a file")
  }

  private static func isLoopback(_ host: String) -> Bool {
    let isAddress = host.utf8.first == UInt8(ascii: "[")
    let end = isAddress ? host.firstIndex(of: "]") : host.firstIndex(of: ":")
    let name = end.map { host[..<$0] } ?? host[...]
    return (["127.0.0.1", "localhost", "[::1"] as [ByteString]).contains(ByteString(name))
  }

  /// The URL without its query, and without a user.
  private static func withoutSecrets(_ url: String) -> String {
    let request = HTTPRequest(url: url)
    let scheme = url.prefix { $0 != ":" }
    let rest = url.dropFirst(scheme.count + 3)
    let path = rest.drop { $0 != "/" && $0 != "?" && $0 != "#" }
      .prefix { $0 != "?" && $0 != "#" }
    return "\(scheme)://\(request.host)\(path)"
  }
}

/// One file on the web.
private struct WebFile: RemoteObject {
  let transport: any HTTPTransport
  let location: String
  let url: String

  func body(limits: HTTPLimits, isRetry: Bool) throws(StoreError) -> ObjectBody {
    let exchange = try ask([], limits, isRetry: isRetry)
    do throws(BodyFailure) {
      return ObjectBody(
        exchange, expected: try ExpectedBody(ofFile: exchange.head), location: location)
    } catch {
      throw StoreError(error, at: location, head: exchange.head)
    }
  }

  func part(
    range: Range<Int>, entityTag: String?, limits: HTTPLimits, isRetry: Bool
  ) throws(StoreError) -> any HTTPExchange {
    var fields = [HTTPField("range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")]
    if let tag = matchableTag(entityTag) { fields.append(HTTPField("if-match", tag)) }
    let exchange = try ask(fields, limits, isRetry: isRetry)
    guard exchange.head.isPart(range), entityTag == nil || exchange.head.entityTag == entityTag
    else { throw StoreError(.part(exchange.head.status), at: location, head: exchange.head) }
    return exchange
  }

  /// Asks for the file and lets it go behind its head.
  func describe(limits: HTTPLimits) throws(StoreError) -> StoredObject {
    let expected = try body(limits: .forStreams, isRetry: false).expected
    guard let count = expected.byteCount else {
      throw StoreError(
        .refused, at: location, because: "the server does not report the file's size")
    }
    return StoredObject(location: location, byteCount: count, entityTag: expected.entityTag)
  }

  /// Sends a request whose answer has a status from 200 to 299.
  private func ask(
    _ fields: [HTTPField], _ limits: HTTPLimits, isRetry: Bool
  ) throws(StoreError) -> any HTTPExchange {
    var request = HTTPRequest(url: url, fields: fields)
    request.limits = limits
    request.wantsNewConnection = isRetry
    let exchange: any HTTPExchange
    do throws(HTTPError) { exchange = try transport.open(request) } catch {
      throw StoreError(error, location)
    }
    if (200..<300).contains(exchange.head.status) { return exchange }
    throw refusal(exchange.head)
  }

  private func refusal(_ head: HTTPAnswer) -> StoreError {
    let code = S3ErrorTable.meaning(status: head.status, code: nil, message: nil)
    let words =
      switch head.status {
      case 300..<400: "the server sent a redirect, which is not followed; pass the final URL"
      case 401, 403, 407: "the server needs a password or a fresh URL"
      case 404, 410: "no such file"
      case 416: "the server does not have this part of the file"
      default: "the server refused the request"
      }
    // A region is nothing that the web knows.
    let isElsewhere = (300..<400).contains(head.status)
    var error = StoreError(
      isElsewhere ? .redirected : code, at: location, because: "\(words) (status \(head.status))")
    error.status = head.status
    return error
  }
}
