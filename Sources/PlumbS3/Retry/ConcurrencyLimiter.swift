import PlumbSystem

/// Limits the number of concurrent requests and of retries.
///
/// The concurrency is halved when the service throttles, and grows by one for each hundred
/// successes. Retries are paid for; when the tokens are used up, all threads pause, and continue
/// with few concurrent requests.
final class ConcurrencyLimiter: Sendable {
  /// The permission to send one request.
  struct Ticket {
    /// The number of reductions before it was given.
    fileprivate var epoch: Int
  }

  struct State {
    var active = 0
    var limit: Int
    var epoch = 0
    var successes = 0
    var tokens: Int
    /// Pauses since something came.
    var pauses = 0
    var pausedUntil: ContinuousClock.Instant?
    /// The first failure since the last data or response.
    var dryFrom: ContinuousClock.Instant?
  }

  private let policy: RetryPolicy
  private let maximum: Int
  private let stop: CancellationFlag
  private let clock: RetryClock
  private let state: Monitor<State>

  init(
    concurrency: Int, policy: RetryPolicy, stop: CancellationFlag, clock: RetryClock = RetryClock()
  ) {
    self.policy = policy
    self.stop = stop
    self.clock = clock
    maximum = Self.affordable(max(1, concurrency))
    state = Monitor(State(limit: maximum, tokens: policy.quota))
  }

  /// How many requests the process's limit of open files allows: each needs up to two connections,
  /// what libcurl wakes itself by, and a file.
  private static func affordable(_ wanted: Int) -> Int {
    var limit = rlimit()
    #if canImport(Darwin)
      let code = getrlimit(RLIMIT_NOFILE, &limit)
    #else
      let code = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #endif
    guard code == 0, limit.rlim_cur < 100_000 else { return wanted }
    let (others, each) = (24, 5)
    return max(1, min(wanted, (Int(limit.rlim_cur) - others) / each))
  }

  /// The most requests at the same time now.
  var limit: Int { state.look(\.limit) }

  /// For how long there have been failures only, without any answer, in seconds.
  var drySeconds: Double {
    state.look(\.dryFrom).map { (clock.now() - $0) / .seconds(1) } ?? 0
  }

  /// Waits for the permission to send a request; nil if the run is stopped.
  func enter() -> Ticket? {
    state.wait(stop: stop) { state in
      if let end = state.pausedUntil {
        if end > clock.now() { return nil }
        state.pausedUntil = nil
      }
      guard state.active < state.limit else { return nil }
      state.active += 1
      return Ticket(epoch: state.epoch)
    }
  }

  /// Records that a request returned a complete object.
  ///
  /// - Parameter paid: What its last retry cost; given back.
  func leave(_ ticket: Ticket, paid: Int) {
    state.change { state in
      state.active -= 1
      state.dryFrom = nil
      state.pauses = 0
      state.tokens = min(policy.quota, state.tokens + max(1, paid))
      state.successes += 1
      if state.successes % policy.successesForMore == 0 {
        state.limit = min(maximum, state.limit + 1)
      }
    }
  }

  /// Records that a request failed.
  ///
  /// Where that asks for fewer requests at the same time, requests that were sent before the last
  /// reduction say nothing new. A service is never asked less than after a pause; a process that may
  /// open no more files has to be.
  func leave(_ ticket: Ticket, after action: StoreFailureCode.Action) {
    let asksLess = action == .retrySlowly || action == .askLess
    state.change { state in
      state.active -= 1
      if action.isAnswer { state.dryFrom = nil }
      if action.isRetry, state.dryFrom == nil { state.dryFrom = clock.now() }
      guard asksLess, ticket.epoch == state.epoch else { return }
      state.epoch += 1
      let least = action == .askLess ? 1 : min(state.limit, policy.concurrencyAfterPause)
      state.limit = max(least, state.limit / 2)
    }
  }

  /// Pays for a retry; where the tokens are used up, begins a pause after which there are new ones.
  ///
  /// - Returns: What was paid.
  func pay(isThrottled: Bool) -> Int {
    let price = isThrottled ? policy.throttleCost : policy.cost
    return state.change { state in
      if state.tokens < price { beginPause(&state) }
      state.tokens -= price
      return price
    }
  }

  private func beginPause(_ state: inout State) {
    let seconds = min(policy.longestWait, policy.firstPause * Double(1 << min(state.pauses, 20)))
    state.pauses += 1
    state.pausedUntil = clock.now() + .seconds(seconds)
    state.limit = min(state.limit, policy.concurrencyAfterPause)
    state.epoch += 1
    state.tokens = policy.quota
  }
}
