import PlumbS3
import PlumbSystem

/// HTTP to servers of tests on this machine, each answer ended by the end of the connection.
///
/// For this program only: whatever is not 127.0.0.1 is refused.
struct LoopbackTransport: HTTPTransport {
  func answer(to request: HTTPRequest) throws(HTTPError) -> HTTPAnswer {
    guard let (port, target) = Self.place(request.url) else {
      throw HTTPError(.connection, "\(request.url) is not on 127.0.0.1")
    }
    let socket = try Self.connected(port, seconds: request.limits.connectSeconds)
    defer { close(socket) }
    let fields = request.fields + [HTTPField("host", "127.0.0.1:\(port)")]
    let head =
      "\(request.method) \(target) HTTP/1.1\r\n"
      + fields.map { "\($0.name): \($0.value)\r\n" }.joined() + "connection: close\r\n\r\n"
    guard Array(head.utf8).withUnsafeBytes({ writeAll(socket, $0) }) else {
      throw HTTPError(.connection, "127.0.0.1:\(port) took no request")
    }
    return try Self.parsed(Self.readAll(socket))
  }

  /// The port and the target of a URL such as `http://127.0.0.1:5000/x`.
  private static func place(_ url: String) -> (UInt16, String)? {
    let prefix = "http://127.0.0.1:"
    guard url.hasPrefix(prefix) else { return nil }
    let rest = url.dropFirst(prefix.count)
    let digits = rest.prefix { $0 != "/" }
    let target = rest.dropFirst(digits.count)
    return UInt16(digits).map { ($0, target.isEmpty ? "/" : String(target)) }
  }

  private static func connected(_ port: UInt16, seconds: Double) throws(HTTPError) -> Int32 {
    #if canImport(Darwin)
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var limit = timeval(tv_sec: max(1, Int(seconds)), tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard result == 0 else {
      close(descriptor)
      throw HTTPError(.connection, "127.0.0.1:\(port) is not there")
    }
    return descriptor
  }

  private static func readAll(_ socket: Int32) throws(HTTPError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = buffer.withUnsafeMutableBytes { room in
        room.baseAddress.map { readSome(socket, into: $0, count: room.count) } ?? 0
      }
      if count < 0 { throw HTTPError(.timeout, "no answer in time") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func parsed(_ bytes: [UInt8]) throws(HTTPError) -> HTTPAnswer {
    let end = Array("\r\n\r\n".utf8)
    let length = bytes.indices.first { bytes[$0...].starts(with: end) }
    let words = String(decoding: bytes.prefix { $0 != 0x0D }, as: UTF8.self).split(separator: " ")
    guard let length, words.count > 1, let status = Int(words[1]) else {
      throw HTTPError(.broken, "the answer is no HTTP")
    }
    return HTTPAnswer(status: status, body: Array(bytes[(length + end.count)...]))
  }
}
