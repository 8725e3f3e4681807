import Dispatch
import Synchronization

/// Runs numbered pieces of blocking work on a few threads of its own and hands the results out in
/// order, with a bounded number of pieces begun and not yet taken.
package final class OrderedPipeline<Output: Sendable>: Sendable {
  private struct State {
    var next = 0
    var taken = 0
    var stopped = false
    var running: Int
    /// Of two steps, the threads of the first.
    var fetching: Int
    var results: [Int: Output] = [:]
    var waiter: CheckedContinuation<Void, Never>?

    /// Whether the taker has something to do: the next result is here, or all threads have left.
    var isReady: Bool { results[taken] != nil || running == 0 }

    /// True for the last.
    mutating func leaveFetching() -> Bool {
      fetching -= 1
      return fetching == 0
    }
  }

  private let count: Int
  /// The threads that take pieces.
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
  package convenience init(
    count: Int, threads: Int, ahead: Int, makeWorker: @escaping @Sendable () -> (Int) -> Output
  ) {
    self.init(count: count, threads: threads, others: 0, ahead: ahead)
    for _ in 0..<threads {
      startThread { self.run(makeWorker()) }
    }
  }

  /// Starts threads for work in two steps: what has to be waited for, on many threads; then the work
  /// on what came, in the order in which it came.
  ///
  /// - Parameters:
  ///   - count: the number of pieces.
  ///   - fetchers: the number of threads that wait, at least 1.
  ///   - workers: the number of threads that work, at least 1.
  ///   - ahead: how many pieces may be begun and not yet taken, at least as many as the fetchers.
  ///   - line: where what came waits for a worker.
  ///   - fetch: the first step.
  ///   - makeWorker: called once on each thread that works: the worker's own state is made there.
  package convenience init<Material>(
    count: Int, fetchers: Int, workers: Int, ahead: Int,
    line: BoundedQueue<(piece: Int, material: Material)>,
    fetch: @escaping @Sendable (Int) -> Material,
    makeWorker: @escaping @Sendable () -> (Int, Material) -> Output
  ) {
    self.init(count: count, threads: fetchers, others: workers, ahead: ahead)
    for _ in 0..<workers {
      startThread { self.run(makeWorker(), on: line) }
    }
    for _ in 0..<fetchers {
      startThread {
        while let piece = self.take() { line.put((piece, fetch(piece))) }
        if self.state.withLock({ $0.leaveFetching() }) { line.close() }
        self.wake { $0.running -= 1 }
      }
    }
  }

  private init(count: Int, threads: Int, others: Int, ahead: Int) {
    self.count = count
    self.threads = threads
    // Counted up from 0: a semaphore must not be given back below the value that it began with.
    slots = DispatchSemaphore(value: 0)
    for _ in 0..<max(threads, ahead) { slots.signal() }
    state = Mutex(State(running: threads + others, fetching: threads))
  }

  private func run(_ work: (Int) -> Output) {
    while let piece = take() { put(work(piece), piece) }
    wake { $0.running -= 1 }
  }

  private func run<Material>(
    _ work: (Int, Material) -> Output, on line: BoundedQueue<(piece: Int, material: Material)>
  ) {
    while let (piece, material) = line.take() {
      if !state.withLock(\.stopped) { put(work(piece, material), piece) }
    }
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
      return state.isReady ? state.waiter.take() : nil
    }
    waiter?.resume()
  }

  /// The next result in order; nil at the end.
  ///
  /// To be called by one task at a time.
  package func next(isolation: isolated (any Actor)? = #isolation) async -> Output? {
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
  package func stop(isolation: isolated (any Actor)? = #isolation) async {
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
