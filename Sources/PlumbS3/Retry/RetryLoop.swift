import PlumbSystem

/// Retries with exponential backoff.
///
/// Shared by all threads of a run: the limiter within is what they have in common.
struct RetryLoop: Sendable {
  let limiter: ConcurrencyLimiter
  let policy: RetryPolicy
  /// The maximum number of attempts.
  let attempts: Int
  let stop: CancellationFlag
  private let clock: RetryClock

  init(
    attempts: Int = 4, concurrency: Int = 32, policy: RetryPolicy = RetryPolicy(),
    stop: CancellationFlag, clock: RetryClock = RetryClock()
  ) {
    limiter = ConcurrencyLimiter(concurrency: concurrency, policy: policy, stop: stop, clock: clock)
    self.clock = clock
    self.policy = policy
    self.attempts = max(1, attempts)
    self.stop = stop
  }

  /// Tries until it succeeds, an error is final, or the attempts are used up.
  ///
  /// - Parameters:
  ///   - location: The location, for the error if the run is stopped.
  ///   - isHopeless: Checked before another attempt, because other threads may have learned
  ///     meanwhile that it is pointless.
  ///   - attempt: Tries once; the argument says whether it is a retry.
  /// - Throws: the last error.
  func run<Value>(
    _ location: String, unless isHopeless: () -> Bool = { false },
    _ attempt: (_ isRetry: Bool) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    var (count, paid) = (0, 0)
    // A process without file descriptors asks less, which must lead somewhere in the end.
    var reductions = 0
    while true {
      guard let ticket = limiter.enter() else {
        throw StoreError(.stopped, at: location, because: "stopped")
      }
      let failure: StoreError
      do throws(StoreError) {
        let value = try attempt(count + reductions > 0)
        limiter.leave(ticket, paid: paid)
        return value
      } catch {
        failure = error
      }
      let action = failure.code.action
      limiter.leave(ticket, after: action)
      if action == .askLess, reductions < 20 { reductions += 1 } else { count += 1 }
      guard action.isRetry, count < attempts, !isHopeless() else { throw failure }
      paid = limiter.pay(isThrottled: action == .retrySlowly)
      clock.wait(wait(failure, max(0, count + reductions - 1)), stop)
    }
  }

  private func wait(_ failure: StoreError, _ retry: Int) -> Double {
    policy.wait(
      retry: retry, isThrottled: failure.code.action == .retrySlowly,
      retryAfter: failure.retryAfter, share: .random(in: 0...1))
  }
}

extension StoreFailureCode.Action {
  /// Whether trying again may help.
  ///
  /// A clock that was corrected within a request, in vain, may be the service's own trouble.
  var isRetry: Bool {
    switch self {
    case .retry, .retrySlowly, .askLess, .correctClock: true
    case .giveUp, .stopBucket, .stopRun, .correctRegion, .renewCredentials: false
    }
  }

  /// Whether it shows that a service is there and answers.
  var isAnswer: Bool { self == .giveUp || self == .stopBucket }
}
