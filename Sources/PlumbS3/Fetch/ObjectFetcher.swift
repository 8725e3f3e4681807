import PlumbImages
import PlumbSystem

/// Downloads single objects: one pass of attempts each, verified, into a file or into memory.
///
/// The core that whole runs and single calls share; safe to use from many threads.
final class ObjectFetcher: Sendable {
  let breaker: CircuitBreaker
  private let client: S3Client
  private let options: FetchOptions
  private let loop: RetryLoop

  init(client: S3Client, options: FetchOptions, stop: CancellationFlag) {
    self.client = client
    self.options = options
    breaker = CircuitBreaker(refusalsToStop: options.refusalsToStop)
    loop = RetryLoop(
      attempts: options.attempts, concurrency: options.concurrency, policy: options.policy,
      stop: stop)
  }

  /// Downloads an object and hands the complete body to `finish`.
  ///
  /// - Parameters:
  ///   - isRepeated: Whether a pass before this one failed.
  ///   - makeSink: Called for each attempt, with the size that the body will have.
  ///   - finish: Keeps what was received.
  /// - Throws: the last error, once it was tried often enough.
  func fetch<Sink: BodySink, Value>(
    _ object: ObjectName, isRepeated: Bool, makeSink: (Int) throws(StoreError) -> Sink,
    finish: (Sink, BodyFacts) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    if let verdict = breaker.verdict(on: object.bucket) { throw verdict.notAsked }
    do throws(StoreError) {
      let isHopeless = { self.breaker.verdict(on: object.bucket) != nil }
      let value = try loop.run(object.uri, unless: isHopeless) { isRetry throws(StoreError) in
        let body = try client.body(object, limits: options.limits, isRetry: isRetry || isRepeated)
        let sink = try makeSink(body.expected.byteCount ?? 0)
        try sink.receive(body)
        return try finish(sink, body.facts)
      }
      breaker.noteSuccess(object.bucket)
      return value
    } catch {
      note(error, object)
      throw error
    }
  }

  private func note(_ error: StoreError, _ object: ObjectName) {
    breaker.note(error, object.bucket)
    guard error.code.action.isRetry, loop.limiter.drySeconds > options.outageSeconds else { return }
    let seconds = Int(loop.limiter.drySeconds.rounded())
    var end = error
    end.message =
      "nothing was received for \(seconds) seconds (\(error.message)); run the command again to "
      + "resume with the images already downloaded"
    breaker.stopRun(end)
  }
}

extension StoreError {
  /// The same for an object that was not requested, or not completely, because of others.
  var notAsked: StoreError {
    var error = self
    if code != .stopped, !message.hasPrefix(Self.notAskedWords) {
      error.message = Self.notAskedWords + message
    }
    return error
  }

  private static let notAskedWords = "not requested, because other requests failed: "
}
