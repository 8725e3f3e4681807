import Dispatch
import PlumbStores
import Synchronization

/// Runs numbered pieces of blocking work on a few threads of its own and hands the results out in
/// order, with a bounded number of pieces begun and not yet taken.
final class OrderedWork<Output: Sendable>: Sendable {
  private struct State {
    var next = 0
    var taken = 0
    var stopped = false
    var running: Int
    var results: [Int: Output] = [:]
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let count: Int
  private let threads: Int
  private let slots: DispatchSemaphore
  private let state: Mutex<State>

  /// Starts the threads.
  ///
  /// - Parameters:
  ///   - count: the number of pieces.
  ///   - threads: the number of threads, at least 1.
  ///   - ahead: how many pieces may be begun and not yet taken, at least as many as the threads.
  ///   - makeWorker: called once on each thread: the worker's own state is made there.
  init(
    count: Int, threads: Int, ahead: Int, makeWorker: @escaping @Sendable () -> (Int) -> Output
  ) {
    self.count = count
    self.threads = threads
    // Counted up from 0: a semaphore must not be given back below the value that it began with.
    slots = DispatchSemaphore(value: 0)
    for _ in 0..<max(threads, ahead) { slots.signal() }
    state = Mutex(State(running: threads))
    for _ in 0..<threads {
      startThread { self.run(makeWorker()) }
    }
  }

  private func run(_ work: (Int) -> Output) {
    while let piece = take() { put(work(piece), piece) }
    wake { $0.running -= 1 }
  }

  private func take() -> Int? {
    slots.wait()
    return state.withLock { state in
      guard !state.stopped, state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  private func put(_ output: Output, _ piece: Int) {
    wake { $0.results[piece] = output }
  }

  /// Changes the state and wakes the taker, if it waits.
  private func wake(_ change: (inout sending State) -> Void) {
    let waiter = state.withLock { state in
      change(&state)
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// The next result in order; nil at the end.
  ///
  /// To be called by one task at a time.
  func next(isolation: isolated (any Actor)? = #isolation) async -> Output? {
    while true {
      let (output, isOver) = state.withLock { state in
        guard state.taken < count, !state.stopped else { return (Output?.none, true) }
        guard let output = state.results.removeValue(forKey: state.taken) else {
          return (Output?.none, false)
        }
        state.taken += 1
        return (output, false)
      }
      if let output {
        slots.signal()
        return output
      }
      if isOver { return nil }
      await change { $0.results[$0.taken] != nil }
    }
  }

  /// Ends the work after the pieces that have been begun, and waits for the threads to leave.
  func stop(isolation: isolated (any Actor)? = #isolation) async {
    state.withLock { $0.stopped = true }
    for _ in 0..<threads { slots.signal() }
    while state.withLock({ $0.running > 0 }) { await change { $0.running == 0 } }
  }

  /// Waits for a change of the state, if a condition does not hold already.
  private func change(
    isolation: isolated (any Actor)? = #isolation, unless holds: @Sendable (State) -> Bool
  ) async {
    await withCheckedContinuation(isolation: isolation) { continuation in
      let isReady = state.withLock { state in
        if holds(state) { return true }
        state.waiter = continuation
        return false
      }
      if isReady { continuation.resume() }
    }
  }
}
