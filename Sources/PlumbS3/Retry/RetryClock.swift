import PlumbSystem

/// The time that retries and pauses go by; one of their own lets tests go on without waiting.
struct RetryClock: Sendable {
  /// The moment that pauses are measured from.
  var now: @Sendable () -> ContinuousClock.Instant = { .now }
  /// Waits for a time in seconds, or until a stop is requested.
  var wait: @Sendable (_ seconds: Double, CancellationFlag) -> Void = {
    pause(seconds: $0, stop: $1)
  }
}
