import Foundation
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A small HTTP server on loopback that answers as a test says, byte for byte.
///
/// One thread a connection. It ends with ``stop()`` or with the value.
public final class LoopbackServer: Sendable {
  /// What came in.
  public struct Request: Sendable {
    /// Such as `GET`.
    public var method: String
    /// The request target exactly as it was sent.
    public var target: String
    /// Names in small letters, in their order.
    public var fields: [(name: String, value: String)]
    /// The number of the request, from 0, over all connections.
    public var number: Int
    /// The number of the connection, from 0.
    public var connection: Int

    /// The value of a field.
    public func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The target without its query, and the query.
    public var path: String { String(target.prefix { $0 != "?" }) }
    /// What stands behind the `?`.
    public var query: String { String(target.drop { $0 != "?" }.dropFirst()) }
  }

  /// What the server does, one after the other.
  public enum Step: Sendable {
    /// Sends bytes.
    case send([UInt8])
    /// Does nothing for so many seconds.
    case wait(Double)
    /// Closes the connection with a reset.
    case reset
    /// Closes the connection.
    case close
  }

  /// Where it listens, on 127.0.0.1.
  public let port: UInt16
  private let listener: Int32
  private let handler: @Sendable (Request) -> [Step]
  private let isStopped = Atomic<Bool>(false)
  private let requestCount = Atomic<Int>(0)
  private let connectionCount = Atomic<Int>(0)
  private let seen = Mutex<[Request]>([])

  /// Starts a server.
  public init(_ handler: @escaping @Sendable (Request) -> [Step]) throws {
    self.handler = handler
    (listener, port) = try Self.openListener()
    let listener = self.listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 { break }
        guard let self else {
          close(connection)
          break
        }
        self.serve(connection)
      }
      close(listener)
    }
  }

  deinit { stop() }

  /// Ends the server: nobody can connect any more, and waits end.
  public func stop() {
    if isStopped.exchange(true, ordering: .acquiringAndReleasing) { return }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// Every request so far.
  public var requests: [Request] { seen.withLock { $0 } }

  /// How many connections there were.
  public var connections: Int { connectionCount.load(ordering: .relaxed) }

  /// The address that begins every URL of it.
  public var url: String { "http://127.0.0.1:\(port)" }

  private static func openListener() throws -> (Int32, UInt16) {
    #if canImport(Darwin)
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && listen(descriptor, 512) == 0
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private func serve(_ connection: Int32) {
    let number = connectionCount.wrappingAdd(1, ordering: .relaxed).oldValue
    Thread.detachNewThread { [self] in
      var buffer: [UInt8] = []
      while let request = receive(connection, &buffer, number), !isDone() {
        seen.withLock { $0.append(request) }
        if !perform(handler(request), connection) { return }
      }
      close(connection)
    }
  }

  private func isDone() -> Bool { isStopped.load(ordering: .acquiring) }

  private func receive(_ connection: Int32, _ buffer: inout [UInt8], _ number: Int) -> Request? {
    let end = Array("\r\n\r\n".utf8)
    while buffer.firstRange(of: end) == nil {
      var piece = [UInt8](repeating: 0, count: 65_536)
      let got = read(connection, &piece, piece.count)
      if got <= 0 { return nil }
      buffer += piece[..<got]
    }
    guard let range = buffer.firstRange(of: end) else { return nil }
    let lines = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    buffer.removeSubrange(..<range.upperBound)
    let words = lines[0].components(separatedBy: " ")
    let fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (
        name: parts[0].lowercased(),
        value: parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
      )
    }
    return Request(
      method: words[0], target: words.count > 1 ? words[1] : "", fields: fields,
      number: requestCount.wrappingAdd(1, ordering: .relaxed).oldValue, connection: number)
  }

  /// False where the connection is closed.
  private func perform(_ steps: [Step], _ connection: Int32) -> Bool {
    for step in steps {
      switch step {
      case .send(let bytes): if !send(bytes, connection) { return finish(connection) }
      case .wait(let seconds):
        let end = Date().addingTimeInterval(seconds)
        while Date() < end, !isDone() { usleep(5_000) }
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        return finish(connection)
      case .close: return finish(connection)
      }
    }
    return true
  }

  private func finish(_ connection: Int32) -> Bool {
    close(connection)
    return false
  }

  private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let put = rest.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          write(connection, buffer.baseAddress, buffer.count)
        #else
          Glibc.send(connection, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        #endif
      }
      if put <= 0 { return false }
      rest = rest.dropFirst(put)
    }
    return true
  }
}

extension LoopbackServer.Step {
  /// An answer with its length.
  public static func answer(
    _ status: Int = 200, _ fields: [String: String] = [:], _ body: [UInt8] = [],
    length: Int? = nil
  ) -> Self {
    var head = "HTTP/1.1 \(status) X\r\nContent-Length: \(length ?? body.count)\r\n"
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
    return .send(Array((head + "\r\n").utf8) + body)
  }

  /// Some text as it stands.
  public static func text(_ text: String) -> Self { .send(Array(text.utf8)) }
}
