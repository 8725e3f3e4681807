/// What `posix_spawn` is to do between the beginning of a child and its program.
package final class SpawnPlan {
  #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif

  /// Plans a child whose standard output is a descriptor of ours.
  package init(output: Int32) {
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    if isatty(STDIN_FILENO) == 0 {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    posix_spawnattr_init(&attributes)
    resetSignals()
  }

  /// Programs expect that Ctrl-C ends them and that no signal is blocked, whatever holds here.
  private func resetSignals() {
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  }

  /// Begins the child.
  ///
  /// - Returns: 0, or the error number.
  package func spawn(
    _ child: inout pid_t, program: String, arguments: inout [UnsafeMutablePointer<CChar>?],
    environment: inout [UnsafeMutablePointer<CChar>?]
  ) -> Int32 {
    posix_spawn(&child, program, &actions, &attributes, &arguments, &environment)
  }

  deinit {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
}

/// Makes a pipe that children do not inherit.
///
/// - Returns: false with the cause in `errno`.
package func makePipe(_ ends: inout [Int32]) -> Bool {
  guard pipe(&ends) == 0 else { return false }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return true
}
