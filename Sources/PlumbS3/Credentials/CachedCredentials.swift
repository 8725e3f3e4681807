import PlumbSystem
import Synchronization

/// Caches the credentials of another provider until they are about to expire; shared by all
/// threads.
///
/// As botocore does: from 15 minutes before they expire, one thread renews them while the others
/// continue with the old ones; from 10 minutes, all wait for new ones.
package final class CachedCredentials: CredentialProvider {
  private struct State {
    var current: AWSCredentials?
    var hasAnswer = false
    var isRefused = false
    /// The last that were refused; if they are refused again, they are not renewed.
    var lastRefused: AWSCredentials?
    /// How often the other provider was asked, and what the last time brought.
    var asked = 0
    var lastAsked = -Double.infinity
    var lastFailure: CredentialError?
  }

  private enum Need {
    case none, advised, required
  }

  private let provider: any CredentialProvider
  private let now: @Sendable () -> Double
  private let state = Mutex(State())
  /// Held while the other provider is asked.
  private let asking = Mutex(())

  /// Seconds before the end.
  private static let advisedSeconds = 900.0
  private static let requiredSeconds = 600.0
  /// Seconds between two attempts that are only advised, and between those that bring keys which
  /// are about to end as well.
  private static let pauseSeconds = 60.0

  /// Wraps another provider.
  ///
  /// - Parameter now: The clock, in seconds since 1970.
  package init(
    _ provider: any CredentialProvider, now: @escaping @Sendable () -> Double = secondsSince1970
  ) {
    self.provider = provider
    self.now = now
  }

  /// The current credentials, renewed if they are about to expire or were refused.
  package func credentials() throws(CredentialError) -> AWSCredentials? {
    let (need, asked, current) = state.withLock { (Self.need($0, at: now()), $0.asked, $0.current) }
    switch need {
    case .none: return current
    case .advised:
      let result = asking.withLockIfAvailable { _ in ask(unlessAskedSince: asked) }
      if case .success(let new) = result { return new }
      return current
    case .required:
      return try asking.withLock { _ in ask(unlessAskedSince: asked) }.get()
    }
  }

  /// Has the next call ask again, once for each set of credentials.
  package func refuse(_ credentials: AWSCredentials) {
    state.withLock { state in
      guard state.current == credentials, state.lastRefused != credentials else { return }
      state.isRefused = true
      state.lastRefused = credentials
    }
  }

  private static func need(_ state: State, at time: Double) -> Need {
    guard state.hasAnswer, !state.isRefused else { return .required }
    guard let expiration = state.current?.expiration else { return .none }
    let left = expiration - time
    if left >= advisedSeconds { return .none }
    let isFresh = time - state.lastAsked < pauseSeconds && left > 0
    if left < requiredSeconds { return isFresh && state.lastFailure == nil ? .none : .required }
    return isFresh ? .none : .advised
  }

  /// Asks, unless another thread did so while this one waited: then its outcome holds here too.
  private func ask(unlessAskedSince asked: Int) -> Result<AWSCredentials?, CredentialError> {
    let known: Result<AWSCredentials?, CredentialError>? = state.withLock { state in
      if state.asked == asked { return nil }
      return state.lastFailure.map { .failure($0) } ?? .success(state.current)
    }
    if let known { return known }
    let outcome = outcome()
    state.withLock { state in
      state.asked += 1
      state.lastAsked = now()
      switch outcome {
      case .success(let new):
        state.current = new
        state.hasAnswer = true
        state.isRefused = false
        state.lastFailure = nil
      case .failure(let failure): state.lastFailure = failure
      }
    }
    return outcome
  }

  private func outcome() -> Result<AWSCredentials?, CredentialError> {
    do throws(CredentialError) {
      let new = try provider.credentials()
      if let new, let expiration = new.expiration, expiration <= now() {
        throw CredentialError(
          "the AWS credentials (\(new)) have expired, and their source has no newer ones; "
            + "sign in again.")
      }
      return .success(new)
    } catch {
      return .failure(error)
    }
  }
}
