import PlumbSystem
import PlumbText
import Synchronization

/// A circuit breaker for each bucket and for the whole run.
///
/// A bucket that refuses everything is not asked 100,000 times. Shared by all threads; once open, it
/// stays open for the run.
final class CircuitBreaker: Sendable {
  private struct Bucket {
    /// Whether anything ever came of it.
    var hasGiven = false
    /// Objects in a row that were refused, or for which there was no connection.
    var refusals = 0
    var verdict: StoreError?
  }

  private struct State {
    var buckets: [ByteString: Bucket] = [:]
    var order: [ByteString] = []
    var verdict: StoreError?
  }

  // A plain lock of the system: when many threads meet at it, `Mutex` wakes them one by one.
  private let state = Monitor(State())
  /// Whether there is any verdict: checked before each request, and rarely set.
  private let hasVerdict = Atomic<Bool>(false)
  private let refusalsToStop: Int

  init(refusalsToStop: Int) { self.refusalsToStop = max(1, refusalsToStop) }

  /// Why nothing more is requested, from this bucket or at all; nil if downloads continue.
  func verdict(on bucket: String) -> StoreError? {
    guard hasVerdict.load(ordering: .acquiring) else { return nil }
    return state.look { $0.verdict ?? $0.buckets[ByteString(bucket)]?.verdict }
  }

  /// Why the run was stopped; nil if it was not.
  var runVerdict: StoreError? {
    hasVerdict.load(ordering: .acquiring) ? state.look(\.verdict) : nil
  }

  /// The buckets that were stopped, in the order in which they were first asked, and why.
  var bucketVerdicts: [(bucket: String, error: StoreError)] {
    state.look { state in
      state.order.compactMap { name in
        state.buckets[name]?.verdict.map { (name.text, $0) }
      }
    }
  }

  /// Ends the run.
  func stopRun(_ error: StoreError) {
    state.change { if $0.verdict == nil { $0.verdict = error } }
    hasVerdict.store(true, ordering: .releasing)
  }

  /// Notes that an object of a bucket came.
  func noteSuccess(_ bucket: String) {
    change(bucket) { bucket in
      bucket.hasGiven = true
      bucket.refusals = 0
    }
  }

  /// Notes why an object of a bucket did not come, once it was tried often enough.
  func note(_ error: StoreError, _ bucket: String) {
    switch error.code.action {
    case .stopRun, .renewCredentials: stopRun(error)
    case .stopBucket, .correctRegion: change(bucket) { refuse(&$0, error, enough: 1) }
    case .giveUp where error.code == .accessDenied:
      change(bucket) { refuse(&$0, error, enough: refusalsToStop) }
    case .retry where error.code == .noConnection:
      change(bucket) { refuse(&$0, error, enough: min(refusalsToStop, Self.lostToStop)) }
    default: change(bucket) { $0.refusals = 0 }
    }
  }

  /// A bucket that never gave anything is stopped after enough refusals; one that did, only where
  /// each would have been enough and it does not give again.
  private func refuse(_ bucket: inout Bucket, _ error: StoreError, enough: Int) {
    bucket.refusals += 1
    let isOver =
      bucket.hasGiven
      ? enough == 1 && bucket.refusals >= refusalsToStop : bucket.refusals >= enough
    guard isOver, bucket.verdict == nil else { return }
    bucket.verdict = error
    hasVerdict.store(true, ordering: .releasing)
  }

  /// Objects without a connection, each after all its attempts, that stop a bucket.
  private static let lostToStop = 5

  private func change(_ bucket: String, _ body: (inout Bucket) -> Void) {
    let name = ByteString(bucket)
    state.change { state in
      if state.buckets[name] == nil { state.order.append(name) }
      body(&state.buckets[name, default: Bucket()])
    }
  }
}
