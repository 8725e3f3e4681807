import PlumbSystem

/// Reads an object of a remote store from its beginning to its end.
///
/// If a connection breaks, the rest is requested again, as long as the object is the same. The
/// whole is verified at the end.
final class RemoteByteSource: ByteSource {
  let name: String
  private let object: any RemoteObject
  private let body: ObjectBody
  private let loop: RetryLoop
  /// Failures since the last bytes.
  private var failures = 0

  init(_ object: any RemoteObject, loop: RetryLoop) throws(StoreError) {
    self.object = object
    self.loop = loop
    name = object.location
    body = try loop.run(object.location) { isRetry throws(StoreError) in
      try object.body(limits: .forStreams, isRetry: isRetry)
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      do throws(StoreError) {
        let count = try body.read(into: buffer)
        if count > 0 { failures = 0 }
        return count
      } catch {
        try goOn(after: error)
      }
    }
  }

  /// Asks for what is left.
  private func goOn(after error: StoreError) throws(InputError) {
    failures += 1
    guard error.code.action.isRetry, error.code != .wrongAnswer, failures < loop.attempts,
      let rest = body.rest
    else { throw InputError.remote(code: error.code.rawValue, message: error.description) }
    let wait = loop.policy.wait(
      retry: failures - 1, isThrottled: false, retryAfter: nil, share: .random(in: 0...1))
    pause(seconds: wait, stop: loop.stop)
    let (object, tag) = (object, body.expected.entityTag)
    do throws(StoreError) {
      let exchange = try loop.run(name) { _ throws(StoreError) in
        try object.part(range: rest, entityTag: tag, limits: .forStreams, isRetry: true)
      }
      body.goOn(with: exchange)
    } catch {
      throw InputError.remote(code: error.code.rawValue, message: error.description)
    }
  }
}

/// One object behind a network.
protocol RemoteObject: Sendable {
  /// What it is called in messages; without anything secret.
  var location: String { get }

  /// Asks for all of it, once.
  func body(limits: HTTPLimits, isRetry: Bool) throws(StoreError) -> ObjectBody

  /// Asks for a part of it, once.
  ///
  /// - Parameter entityTag: That of the object; nil if any will do.
  func part(
    range: Range<Int>, entityTag: String?, limits: HTTPLimits, isRetry: Bool
  ) throws(StoreError) -> any HTTPExchange

  /// Asks for its size, once.
  func describe(limits: HTTPLimits) throws(StoreError) -> StoredObject
}

extension HTTPLimits {
  /// For objects of any size that go through memory piece by piece.
  static var forStreams: HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytes = .max
    return limits
  }

  /// For objects of a size that memory holds.
  static func upTo(_ byteCount: Int) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytes = byteCount
    return limits
  }
}
