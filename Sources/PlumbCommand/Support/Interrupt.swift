import PlumbImages
import PlumbSystem
import Synchronization

/// Ends the program on Ctrl-C without leaving anything half-written behind.
enum Interrupt {
  private static let waiting = Atomic<Bool>(false)
  private static let asked = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed while something waits for it.
  static var isAsked: Bool { asked.load(ordering: .acquiring) }

  /// Sets whether ``isAsked`` is checked, so that the first Ctrl-C only asks; the second ends the
  /// program in any case.
  static func waits(_ isWaiting: Bool) { waiting.store(isWaiting, ordering: .releasing) }

  /// Takes over the signals that end a program, except those that the parent has it ignore.
  static func install() {
    unblock([SIGINT, SIGTERM, SIGHUP])
    // Made now: a signal handler must not be the first to ask for them.
    waiting.store(false, ordering: .releasing)
    asked.store(false, ordering: .releasing)
    // Only calls that are allowed in a signal handler: unlink and _exit.
    take(SIGINT) { _ in
      let isFirst = !Interrupt.asked.exchange(true, ordering: .acquiringAndReleasing)
      if isFirst, Interrupt.waiting.load(ordering: .acquiring) { return }
      TemporaryFiles.removeAll()
      _exit(130)
    }
    take(SIGTERM) { _ in
      TemporaryFiles.removeAll()
      _exit(143)
    }
    take(SIGHUP) { _ in
      TemporaryFiles.removeAll()
      _exit(129)
    }
  }

  private static func take(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    let old = signal(number, handler)
    let ignored = unsafeBitCast(SIG_IGN, to: UInt.self)
    if unsafeBitCast(old, to: UInt.self) == ignored { signal(number, SIG_IGN) }
  }

  /// A program inherits which signals its parent has blocked; Ctrl-C must reach this one.
  private static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }
}
