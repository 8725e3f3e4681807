import PlumbImages

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ends the program on Ctrl-C without leaving anything half-written behind.
enum Interrupt {
  /// Takes over the signals that end a program.
  static func install() {
    unblock([SIGINT, SIGTERM])
    // Only calls that are allowed in a signal handler: unlink and _exit.
    signal(SIGINT) { _ in
      TemporaryFiles.removeAll()
      _exit(130)
    }
    signal(SIGTERM) { _ in
      TemporaryFiles.removeAll()
      _exit(143)
    }
  }

  /// A program inherits which signals its parent has blocked; Ctrl-C must reach this one.
  private static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }
}
