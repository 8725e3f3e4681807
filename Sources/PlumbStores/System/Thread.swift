import Dispatch

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The closure that a new thread runs.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Starts a detached thread; where the system has none left, the work is given to Dispatch.
package func startThread(_ run: @escaping @Sendable () -> Void) {
  let context = Unmanaged.passRetained(ThreadBody(run))
  #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(
      &thread, nil,
      { body in
        Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    if code == 0, let thread { pthread_detach(thread) }
  #else
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { body in
        if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    if code == 0 { pthread_detach(thread) }
  #endif
  if code != 0 {
    context.release()
    DispatchQueue.global().async(execute: run)
  }
}
