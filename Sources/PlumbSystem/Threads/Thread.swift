import Dispatch

/// The closure that a new thread runs.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Starts a detached thread; where the system has none left, the work is given to Dispatch.
package func startThread(_ run: @escaping @Sendable () -> Void) {
  if let thread = newThread(run) {
    pthread_detach(thread)
  } else {
    DispatchQueue.global().async(execute: run)
  }
}

/// Threads that run the same closure, and are waited for.
package struct ThreadGroup {
  private let threads: [pthread_t]

  /// Starts threads, as many as the system has left.
  package init(_ count: Int, _ run: @escaping @Sendable () -> Void) {
    threads = (0..<count).compactMap { _ in newThread(run) }
  }

  /// How many were started.
  package var count: Int { threads.count }

  /// Waits until all have left, and let go of everything that they held.
  package func join() {
    for thread in threads { pthread_join(thread, nil) }
  }
}

/// Starts a thread; nil if the system has none left.
private func newThread(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
  let context = Unmanaged.passRetained(ThreadBody(run))
  #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(
      &thread, nil,
      { body in
        Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
  #else
    var started = pthread_t()
    let code = pthread_create(
      &started, nil,
      { body in
        if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    let thread: pthread_t? = started
  #endif
  if code == 0 { return thread }
  context.release()
  return nil
}
