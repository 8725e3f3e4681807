import PlumbSystem
import PlumbText

/// Standard output for data, standard error for everything else.
enum Terminal {
  /// Writes data to standard output: byte for byte into a file or pipe; on a terminal, where a
  /// control character would be obeyed, with escapes.
  static func print(_ text: String) { print(Array(text.utf8)) }

  /// The same, of whole lines as UTF-8.
  static func print(_ lines: [UInt8]) {
    let isShown = isatty(STDOUT_FILENO) == 1
    let bytes = isShown ? Array(harmless(String(decoding: lines, as: UTF8.self)).utf8) : lines
    bytes.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = write(STDOUT_FILENO, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EAGAIN {
            waitUntilWritable(STDOUT_FILENO)
            continue
          }
          say("plumb: cannot write to standard output: \(String(cString: strerror(errno))).")
          exitProcess(ExitStatus.failed.rawValue)
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// Waits for the reader of a pipe that does not block.
  private static func waitUntilWritable(_ descriptor: Int32) {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&wanted, 1, -1)
  }

  private static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { displayText(String($0), limit: .max) }.joined(separator: "\n")
  }

  /// Says a line to the user.
  ///
  /// - Parameter text: May span lines; what comes from data must have been escaped.
  static func say(_ text: String) {
    var line = text + "\n"
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Writes without a line end, for the progress bar.
  static func draw(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Whether the user sees output at once.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  /// The process's environment.
  static var environment: [String: String] {
    var variables: [String: String] = [:]
    for name in ["HOME", "XDG_CACHE_HOME", "TERM", "TMPDIR"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }
}

/// Ends the process.
func exitProcess(_ code: Int32) -> Never { exit(code) }

/// The sentence of an error.
func sentence(of error: any Error) -> String {
  if error is CancellationError { return "stopped." }
  return displayText("\(error)", limit: 4_000)
}
