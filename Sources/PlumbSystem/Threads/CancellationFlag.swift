import Synchronization

/// Asks everything that waits for a network to end; shared by all threads of a run.
///
/// Who asks may be another thread, or a signal handler: setting it takes no lock and no memory.
package final class CancellationFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  private let isAskedElsewhere: @Sendable () -> Bool

  /// Makes a flag that is not set.
  ///
  /// - Parameter isAskedElsewhere: Whether something else, such as a signal, requested the end;
  ///   called often and on every thread.
  package init(or isAskedElsewhere: @escaping @Sendable () -> Bool = { false }) {
    self.isAskedElsewhere = isAskedElsewhere
  }

  /// Asks for the end; cannot be taken back.
  package func stop() { flag.store(true, ordering: .releasing) }

  /// Whether the end was requested.
  package var isStopped: Bool { flag.load(ordering: .acquiring) || isAskedElsewhere() }
}
