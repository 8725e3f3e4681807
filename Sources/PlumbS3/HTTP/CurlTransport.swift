import CCurl
import PlumbSystem
import Synchronization

/// HTTP by libcurl, on whatever thread calls.
///
/// Sends what it is given and nothing else: no cookies, no passwords of a `.netrc`, no redirects,
/// no unpacking. Proxies come from the environment, as libcurl reads it (`https_proxy`,
/// `http_proxy`, `all_proxy`, `no_proxy`; most of them in capitals as well).
package final class CurlTransport: HTTPTransport {
  /// What holds for every request.
  package struct Options: Sendable, Hashable {
    /// How the program presents itself to servers.
    package var userAgent = "plumb"
    /// A file of certificates to trust, in PEM form; nil for those of the system.
    package var certificateFile: String?

    /// The options that most need.
    package init() {}
  }

  let options: Options
  /// Ends all requests that are under way.
  let stop: CancellationFlag
  private let idle = Mutex<[CurlHandle]>([])

  /// The maximum number of idle handles to keep, with their connections.
  private static let mostIdle = 256

  /// Makes a transport; nothing is opened yet.
  ///
  /// - Parameter stop: Ends all requests that are under way, within a tenth of a second.
  package init(_ options: Options = Options(), stop: CancellationFlag = CancellationFlag()) {
    self.options = options
    self.stop = stop
  }

  /// Sends a request and reads the whole answer.
  package func answer(to request: HTTPRequest) throws(HTTPError) -> HTTPAnswer {
    let exchange = try open(request)
    var answer = exchange.head
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try exchange.read(into: buffer)
      if count == 0 { return answer }
      answer.body.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Sends a request and reads the head of the answer.
  package func open(_ request: HTTPRequest) throws(HTTPError) -> any HTTPExchange {
    try check(request)
    guard CurlHandle.isReady else {
      throw HTTPError(
        .unusable,
        "\(request.host): libcurl is missing, which downloads need: apt-get install libcurl4")
    }
    guard let handle = idle.withLock({ $0.popLast() }) ?? CurlHandle() else {
      throw HTTPError(
        .resources, "\(request.host): not enough memory or file descriptors for a connection")
    }
    do throws(HTTPError) {
      return try CurlExchange(request, handle: handle, transport: self)
    } catch {
      // Connections that nobody uses make room for those that are needed.
      if error.kind == .resources { idle.withLock { $0.removeAll() } }
      throw error
    }
  }

  /// Takes a handle back for the next request.
  func giveBack(_ handle: CurlHandle) {
    idle.withLock { if $0.count < Self.mostIdle { $0.append(handle) } }
  }

  /// Refuses what libcurl would change, cut or take apart: a URL goes on the wire as it was signed,
  /// or not at all.
  private func check(_ request: HTTPRequest) throws(HTTPError) {
    let url = request.url.utf8
    let hasScheme = url.starts(with: "https://".utf8) || url.starts(with: "http://".utf8)
    let isPlain = allBytes(of: request.url) {
      (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#")
    }
    guard hasScheme, isPlain, !request.host.isEmpty else {
      throw HTTPError(
        .unusable, "not a valid URL: it must be http or https, and percent-encoded")
    }
    for field in request.fields {
      let isName = allBytes(of: field.name) {
        $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":")
      }
      let isValue = allBytes(of: field.value) { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
      guard isName, isValue, !field.name.isEmpty else {
        throw HTTPError(.unusable, "a header field of the request contains a control character")
      }
    }
  }
}

/// Whether all bytes of a text are such.
private func allBytes(of text: String, _ isSuch: (UInt8) -> Bool) -> Bool {
  var text = text
  return text.withUTF8 { $0.allSatisfy(isSuch) }
}
