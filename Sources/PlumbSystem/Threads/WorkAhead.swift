import Dispatch

/// Runs pieces of work on Dispatch's threads, ahead of the caller, who gets their results in the order
/// in which the pieces were added.
///
/// For callers that make the pieces one by one and may block; `OrderedPipeline` is for numbered pieces
/// of blocking work and callers that may not. What was added runs to its end even if its result is
/// never taken.
package struct WorkAhead<Output: Sendable> {
  /// One piece of work.
  private final class Piece: @unchecked Sendable {
    // `output` is written before `done` is signalled and read after it was waited for.
    private let done = DispatchSemaphore(value: 0)
    private var output: Output?

    init(_ work: @escaping @Sendable () -> Output) {
      DispatchQueue.global(qos: .userInitiated).async { [self] in
        output = work()
        done.signal()
      }
    }

    func wait() -> Output? {
      done.wait()
      return output.take()
    }
  }

  private let ahead: Int
  private var waiting: [Piece] = []

  /// - Parameter ahead: How many pieces may be begun and not yet taken.
  package init(ahead: Int) { self.ahead = max(0, ahead) }

  /// Begins a piece; where more have been begun than may be, waits for the first.
  ///
  /// - Returns: The result of the first piece; nil if there is room for more.
  package mutating func add(_ work: @escaping @Sendable () -> Output) -> Output? {
    waiting.append(Piece(work))
    return waiting.count > ahead ? next() : nil
  }

  /// Waits for the first piece that was not taken yet.
  ///
  /// - Returns: Its result; nil if all were taken.
  package mutating func next() -> Output? {
    waiting.isEmpty ? nil : waiting.removeFirst().wait()
  }
}
