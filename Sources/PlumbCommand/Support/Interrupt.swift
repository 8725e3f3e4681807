import PlumbImages
import PlumbStores

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ends the program on Ctrl-C without leaving anything half-written behind.
enum Interrupt {
  /// Takes over the signals that end a program, except those that the parent has it ignore.
  static func install() {
    unblock([SIGINT, SIGTERM, SIGHUP])
    // Only calls that are allowed in a signal handler: unlink and _exit.
    take(SIGINT) { _ in
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
