/// A state behind a lock, whose changes other threads can wait for.
///
/// Unlike `Mutex` it has a wait with a limit of time.
package final class Monitor<State>: @unchecked Sendable {
  // Unchecked: the state is touched under the lock only.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  /// The longest wait before checking again, because a signal may request a stop.
  private static var longestWait: Duration { .milliseconds(100) }

  package init(_ state: State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    #if canImport(Darwin)
      pthread_cond_init(condition, nil)
    #else
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Reads or changes the state, and wakes waiting threads.
  package func change<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Reads the state.
  package func look<Result>(_ body: (State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(state)
  }

  /// Waits until a closure gives a value.
  ///
  /// - Parameters:
  ///   - end: When to give up; nil for never.
  ///   - stop: Gives up within a tenth of a second once it is set.
  ///   - body: Called under the lock, now and after every change; may change the state.
  /// - Returns: nil if it was given up.
  package func wait<Result>(
    until end: ContinuousClock.Instant? = nil, stop: CancellationFlag,
    _ body: (inout State) -> Result?
  ) -> Result? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !stop.isStopped {
      if let result = body(&state) { return result }
      let left = end.map { $0 - ContinuousClock.now } ?? Self.longestWait
      if left <= .zero { return nil }
      sleep(min(left, Self.longestWait))
    }
    return nil
  }

  private func sleep(_ duration: Duration) {
    let nanoseconds = Int(duration / .nanoseconds(1))
    #if canImport(Darwin)
      var time = timespec(
        tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
      pthread_cond_timedwait_relative_np(condition, mutex, &time)
    #else
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      let sum = time.tv_nsec + nanoseconds
      time.tv_sec += sum / 1_000_000_000
      time.tv_nsec = sum % 1_000_000_000
      pthread_cond_timedwait(condition, mutex, &time)
    #endif
  }
}

/// Waits for a while, or until a stop is requested.
package func pause(seconds: Double, stop: CancellationFlag) {
  let nobody = Monitor(())
  let end = ContinuousClock.now + .seconds(seconds)
  _ = nobody.wait(until: end, stop: stop) { _ in Bool?.none }
}
