import PlumbSystem

/// How long is waited before a request is sent again, and how often that may be.
///
/// The figures of AWS's own clients in their standard mode since 2026, but for the pauses: these
/// clients fail where the quota is used up.
package struct RetryPolicy: Sendable, Hashable {
  /// The longest first wait after an error of the server or the network, in seconds.
  package var transientBase = 0.05
  /// The longest first wait after the service said that it is asked too much, in seconds.
  package var throttleBase = 1.0
  /// No wait is longer, in seconds.
  package var longestWait = 20.0
  /// What the service asks for raises a wait by no more, in seconds.
  package var longestRaise = 5.0
  /// Tokens that retries are paid with; a success gives some back.
  package var quota = 500
  /// The price of a retry.
  package var cost = 14
  /// The price of a retry after the service said that it is asked too much.
  package var throttleCost = 5
  /// How long everything pauses when the tokens are used up, in seconds; doubled each time unless
  /// something came meanwhile.
  package var firstPause = 1.0
  /// The requests at the same time after a pause.
  package var concurrencyAfterPause = 4
  /// The number of successes that allow one more concurrent request.
  package var successesForMore = 100

  /// What suits S3.
  package init() {}

  /// The wait before the next attempt, in seconds: a random share of a bound that doubles.
  ///
  /// - Parameters:
  ///   - retry: 0 for the first.
  ///   - isThrottled: Whether the service said that it is asked too much.
  ///   - retryAfter: What the service asks for, in seconds.
  ///   - share: A random number from 0 to 1.
  func wait(retry: Int, isThrottled: Bool, retryAfter: Double?, share: Double) -> Double {
    let base = isThrottled ? throttleBase : transientBase
    let bound = min(base * Double(1 << min(retry, 30)), longestWait)
    let wait = share * bound
    guard let retryAfter, retryAfter.isFinite else { return wait }
    return max(wait, min(retryAfter, wait + longestRaise))
  }
}
