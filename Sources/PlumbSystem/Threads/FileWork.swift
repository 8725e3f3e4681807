import Dispatch
import Synchronization

/// Writes files on its own threads, in the order of the requests.
///
/// Drawing and packing a file keeps a processor busy for a tenth of a second: on the shared
/// threads, reading images would have to wait for it.
package final class FileWork: Sendable {
  private struct State {
    var queue: [@Sendable () throws -> Void] = []
    var isClosed = false
    var running: Int
    var error: (any Error)?
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state: Mutex<State>
  private let wake = DispatchSemaphore(value: 0)
  private let threads: Int

  /// Starts a thread for each processor.
  package init() {
    threads = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    state = Mutex(State(running: threads))
    for _ in 0..<threads { startThread { self.run() } }
  }

  /// Has a file made, some time later.
  package func add(_ work: @escaping @Sendable () throws -> Void) {
    state.withLock { $0.queue.append(work) }
    wake.signal()
  }

  /// Waits until all files are made.
  ///
  /// - Throws: the first error; what had not been begun by then is not made.
  package func finish(isolation: isolated (any Actor)? = #isolation) async throws {
    await close()
    if let error = state.withLock({ $0.error }) { throw error }
  }

  /// Waits for what has been begun, and makes nothing else.
  package func stop(isolation: isolated (any Actor)? = #isolation) async {
    state.withLock { $0.queue.removeAll() }
    await close()
  }

  private func close(isolation: isolated (any Actor)? = #isolation) async {
    state.withLock { $0.isClosed = true }
    for _ in 0..<threads { wake.signal() }
    await withCheckedContinuation(isolation: isolation) { continuation in
      let isOver = state.withLock { state in
        if state.running > 0 { state.waiter = continuation }
        return state.running == 0
      }
      if isOver { continuation.resume() }
    }
  }

  private func run() {
    while let work = take() {
      do { try work() } catch {
        state.withLock { state in
          state.error = state.error ?? error
          state.queue.removeAll()
        }
      }
    }
    let waiter = state.withLock { state in
      state.running -= 1
      return state.running == 0 ? state.waiter.take() : nil
    }
    waiter?.resume()
  }

  /// The next file; nil at the end.
  private func take() -> (@Sendable () throws -> Void)? {
    while true {
      wake.wait()
      let (work, isOver) = state.withLock { state -> ((@Sendable () throws -> Void)?, Bool) in
        guard !state.queue.isEmpty else { return (nil, state.isClosed) }
        return (state.queue.removeFirst(), false)
      }
      if let work { return work }
      if isOver { return nil }
    }
  }
}
