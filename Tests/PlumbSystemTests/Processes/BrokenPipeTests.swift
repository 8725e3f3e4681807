import Foundation
import Testing

@testable import PlumbSystem

@Suite struct BrokenPipeTests {
  /// Writes to a pipe that nobody reads any more; returns the error.
  private static func writeToNobody() -> Int32 {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    close(ends[0])
    let count = write(ends[1], "x", 1)
    let cause = errno
    close(ends[1])
    return count < 0 ? cause : 0
  }

  @Test func aBrokenPipeIsAnError() async {
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_DFL)
      for _ in 0..<3 { #expect(withoutBrokenPipes { Self.writeToNobody() } == EPIPE) }
    }
  }

  /// Elsewhere it goes on to mean what it did: `plumb … | head` ends in silence.
  @Test func theSignalIsHeldBackOnlyThere() async {
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      signal(SIGPIPE, SIG_DFL)
      var pipes = sigset_t()
      sigemptyset(&pipes)
      sigaddset(&pipes, SIGPIPE)
      pthread_sigmask(SIG_UNBLOCK, &pipes, nil)
      _ = withoutBrokenPipes { Self.writeToNobody() }
      _ = Self.writeToNobody()
    }
  }
}
