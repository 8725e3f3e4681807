/// How a program ended, and what it wrote.
///
/// Its description and reflection do not show the output, which may be secret.
package struct ChildOutput: Sendable, CustomStringConvertible, CustomReflectable {
  /// The exit code; 128 and the signal's number where a signal ended it.
  package let status: Int32
  /// What it wrote to its standard output.
  package let bytes: [UInt8]

  /// The exit code and the size of the output.
  package var description: String { "exit code \(status), \(bytes.count) bytes" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["output": description]) }
}

/// Why a program gave no output.
package enum ChildFailure: Error, Equatable {
  /// There is no program of that name.
  case notFound
  /// It could not be begun, with the cause.
  case notStarted(String)
  /// It took longer than allowed, and was ended.
  case tooLong
  /// It wrote more than allowed, and was ended.
  case tooMuch
}

/// A program that is run for what it writes to its standard output, without a shell.
///
/// Its standard error is ours, so that people see what it says. So is its standard input where that
/// is a terminal, so that it can ask; else it gets none, since our own input may be a manifest.
/// Its description and reflection show the program's name only: arguments and variables may be
/// secret.
package struct ChildProcess: CustomStringConvertible, CustomReflectable {
  /// The program, by its path or to be found on the `PATH`, and its arguments.
  package var arguments: [String]
  /// The environment it gets.
  package var environment: [String: String]
  /// When it is ended.
  package var seconds: Double
  /// The most that it may write.
  package var mostBytes = 64 << 10

  /// Describes a program to run.
  package init(_ arguments: [String], environment: [String: String], seconds: Double) {
    self.arguments = arguments
    self.environment = environment
    self.seconds = seconds
  }

  /// The name of the program.
  package var description: String { arguments.first ?? "no program" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["program": description]) }

  /// Runs it and waits for its end.
  package func run() throws(ChildFailure) -> ChildOutput {
    guard let name = arguments.first, let program = path(of: name) else { throw .notFound }
    var ends: [Int32] = [-1, -1]
    guard makePipe(&ends) else { throw .notStarted(systemCause(errno)) }
    let output = OpenFile(descriptor: ends[0])
    let started = start(program, output: OpenFile(descriptor: ends[1]))
    let deadline = monotonicSeconds() + seconds
    let child: pid_t
    switch started {
    case .success(let identifier): child = identifier
    case .failure(let failure): throw failure
    }
    do throws(ChildFailure) {
      let bytes = try readAll(output.descriptor, until: deadline)
      return ChildOutput(status: try status(of: child, until: deadline), bytes: bytes)
    } catch {
      end(child)
      throw error
    }
  }

  /// The file of a program, as the shell would find it on the `PATH` of the child.
  private func path(of name: String) -> String? {
    if name.utf8.contains(UInt8(ascii: "/")) { return name }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { path in
      var facts = stat()
      return stat(path, &facts) == 0 && facts.isRegular && access(path, X_OK) == 0
    }
  }

  private func start(_ program: String, output: OpenFile) -> Result<pid_t, ChildFailure> {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let plan = SpawnPlan(output: output.descriptor)
    var failure = plan.spawn(&child, program: program, arguments: &words, environment: &variables)
    // A program that is just being written, as by an update, is soon complete.
    for _ in 0..<50 where failure == ETXTBSY {
      wait(seconds: 0.01)
      failure = plan.spawn(&child, program: program, arguments: &words, environment: &variables)
    }
    // Only the child may hold this end, or the output would never end.
    _ = output.close()
    switch failure {
    case 0: return .success(child)
    case ENOENT: return .failure(.notFound)
    default: return .failure(.notStarted(systemCause(failure)))
    }
  }

  private func readAll(
    _ descriptor: Int32, until deadline: Double
  ) throws(ChildFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let rest = deadline - monotonicSeconds()
      if rest <= 0 { throw .tooLong }
      guard poll(&wanted, 1, Int32(min(rest * 1000 + 1, 60_000))) > 0 else { continue }
      let count = buffer.withUnsafeMutableBytes { room in
        room.baseAddress.map { readSome(descriptor, into: $0, count: room.count) } ?? 0
      }
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > mostBytes { throw .tooMuch }
    }
  }

  /// Waits for the end of a child that has closed its output.
  private func status(
    of child: pid_t, until deadline: Double
  ) throws(ChildFailure) -> Int32 {
    while true {
      var status: Int32 = 0
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return Self.exitCode(status) }
      // Whoever started this program may have it ignore the ends of children.
      if ended < 0 && errno == ECHILD { return 0 }
      if monotonicSeconds() > deadline { throw .tooLong }
      wait(seconds: 0.005)
    }
  }

  /// What the macros of `sys/wait.h` do, which Swift does not see.
  private static func exitCode(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Ends a child, kindly first.
  private func end(_ child: pid_t) {
    var status: Int32 = 0
    kill(child, SIGTERM)
    for _ in 0..<100 {
      if waitpid(child, &status, WNOHANG) != 0 { return }
      wait(seconds: 0.01)
    }
    kill(child, SIGKILL)
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
  }
}
