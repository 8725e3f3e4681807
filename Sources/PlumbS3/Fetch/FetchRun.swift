import PlumbImages
import PlumbLabels
import PlumbSystem

/// One download of many images into the folder of a fetcher.
final class FetchRun<Requests: RandomAccessCollection<FetchRequest> & Sendable>: Sendable
where Requests.Index == Int {
  private struct State {
    var next = 0
    /// Positions in the requests that this pass goes through.
    var queue: [Int32]
    /// Counted from 1.
    var pass = 1
    /// What this pass leaves for the next.
    var left: [Int32] = []
    var progress = FetchProgress()
    var present = 0
    var fetched = 0
    var failures: [(position: Int32, error: StoreError)] = []
  }

  private let fetcher: Fetcher
  private let folder: FetchFolder
  private let requests: Requests
  private let start = ContinuousClock.now
  private let state: Monitor<State>
  /// How many threads are at work.
  ///
  /// Apart from the state: who waits for their end is not to be woken for each image.
  private let running = Monitor(0)

  /// The interval between progress reports.
  private static var interval: Duration { .milliseconds(100) }

  init(_ fetcher: Fetcher, folder: FetchFolder, requests: Requests) {
    self.fetcher = fetcher
    self.folder = folder
    self.requests = requests
    let queue = Self.withoutRepeats(requests)
    var progress = FetchProgress()
    progress.total = queue.count
    state = Monitor(State(queue: queue, progress: progress))
  }

  /// The positions of the first request for each object.
  private static func withoutRepeats(_ requests: Requests) -> [Int32] {
    var seen: Set<Fingerprint> = []
    seen.reserveCapacity(requests.count)
    return requests.indices.compactMap { position in
      guard let object = ObjectName(requests[position].reference),
        seen.insert(object.fingerprint).inserted
      else { return nil }
      return Int32(position)
    }
  }

  /// Processes the requests in passes, and reports progress on the caller's thread.
  func run(_ progress: (FetchProgress) -> Void) -> FetchOutcome {
    for pass in 1...max(1, fetcher.options.passes) {
      // What a run that was stopped has not come to stays in the queue, to be told.
      if isOver || !begin(pass) { break }
      runPass(progress)
    }
    tell(progress)
    return outcome()
  }

  /// Takes what the last pass left; false if that is nothing.
  private func begin(_ pass: Int) -> Bool {
    state.change { state in
      if pass > 1 { state.queue = state.left.sorted() }
      (state.next, state.left) = (0, [])
      state.pass = pass
      return !state.queue.isEmpty
    }
  }

  private var isOver: Bool { fetcher.stop.isStopped || fetcher.core.breaker.runVerdict != nil }

  private func runPass(_ progress: (FetchProgress) -> Void) {
    let wanted = state.look { min(max(1, fetcher.options.concurrency), 256, $0.queue.count) }
    // Counted before they begin: one may be done before the next is there.
    running.change { $0 = wanted }
    let threads = ThreadGroup(wanted) { self.work() }
    running.change { $0 -= wanted - threads.count }
    // Where the system has no thread left, this one does the work.
    if threads.count == 0 { while let position = take() { process(position) } }
    wait(progress)
    threads.join()
  }

  /// Reports progress until the threads have finished.
  ///
  /// The threads notice a stop themselves, and must be waited for in any case.
  private func wait(_ progress: (FetchProgress) -> Void) {
    let never = CancellationFlag()
    while true {
      let end = ContinuousClock.now + Self.interval
      let isDone = running.wait(until: end, stop: never) { $0 == 0 ? true : nil }
      if isDone == true { return }
      tell(progress)
    }
  }

  private func tell(_ progress: (FetchProgress) -> Void) {
    var now = state.look(\.progress)
    now.seconds = (ContinuousClock.now - start) / .seconds(1)
    progress(now)
  }

  private func work() {
    while let position = take() { process(position) }
    running.change { $0 -= 1 }
  }

  private func take() -> Int32? {
    if isOver { return nil }
    return state.change { state in
      guard state.next < state.queue.count else { return nil }
      state.next += 1
      return state.queue[state.next - 1]
    }
  }

  private func process(_ position: Int32) {
    guard let object = ObjectName(requests[Int(position)].reference) else { return }
    if folder.existing(object) != nil {
      return state.change { state in
        state.present += 1
        state.progress.done += 1
      }
    }
    do throws(StoreError) {
      let isRepeated = state.look { $0.pass > 1 }
      let count = try fetcher.fetch(object, folder, isRepeated: isRepeated).byteCount
      state.change { state in
        state.fetched += 1
        state.progress.done += 1
        state.progress.bytes += count
      }
    } catch {
      note(error, position)
    }
  }

  private func note(_ error: StoreError, _ position: Int32) {
    state.change { state in
      // What was not tried to the end is counted there, not here.
      let isLastPass = state.pass >= fetcher.options.passes
      if error.code.action == .stopRun || error.code.action.isRetry && !isLastPass {
        state.left.append(position)
      } else {
        state.failures.append((position, error))
        state.progress.done += 1
        state.progress.failures += 1
      }
    }
  }

  private func outcome() -> FetchOutcome {
    let state = state.look { $0 }
    let verdict = fetcher.core.breaker.runVerdict
    var outcome = FetchOutcome()
    outcome.total = state.progress.total
    (outcome.present, outcome.fetched) = (state.present, state.fetched)
    outcome.bytes = state.progress.bytes
    outcome.isInterrupted = fetcher.stop.isStopped
    outcome.stoppedBuckets = fetcher.core.breaker.bucketVerdicts
    if !outcome.isInterrupted { outcome.stopped = verdict }
    let rest = state.left + state.queue[min(state.next, state.queue.count)...]
    let reason =
      verdict?.notAsked ?? StoreError(.stopped, at: "", because: "stopped before it was downloaded")
    let all = state.failures + rest.map { ($0, reason) }
    outcome.failures = all.sorted { $0.position < $1.position }.map(failure)
    return outcome
  }

  private func failure(_ position: Int32, _ error: StoreError) -> FetchFailure {
    let request = requests[Int(position)]
    let uri = ObjectName(request.reference)?.uri ?? ""
    var error = error
    error.location = uri
    return FetchFailure(line: request.line, uri: uri, error: error)
  }
}

extension Fetcher {
  /// Downloads images into the folder; existing ones are not requested.
  ///
  /// Blocking: its own threads do the work; progress is reported on the calling thread.
  ///
  /// - Parameters:
  ///   - requests: The images in the order of the manifest, with or without repeats, counted from
  ///     0; a collection that makes its elements on demand saves memory.
  ///   - progress: Called ten times a second, and at the end.
  /// - Throws: ``StoreError`` if the fetcher has no folder.
  package func run<Requests: RandomAccessCollection<FetchRequest> & Sendable>(
    _ requests: Requests, progress: (FetchProgress) -> Void = { _ in }
  ) throws(StoreError) -> FetchOutcome where Requests.Index == Int {
    guard let folder else {
      throw StoreError(
        .unwritable, at: "the images' folder", because: "there is no folder to download into")
    }
    return FetchRun(self, folder: folder, requests: requests).run(progress)
  }
}
