/// Runs a closure in which writing to a connection that the other side closed is an error and does
/// not end the process.
///
/// OpenSSL writes without asking to be spared the signal, and libcurl leaves that to us. The signal
/// goes to the thread that writes: it is held back there, and taken away if it came.
package func withoutBrokenPipes<Result>(_ body: () -> Result) -> Result {
  var (pipes, before, pending) = (sigset_t(), sigset_t(), sigset_t())
  sigemptyset(&pipes)
  sigaddset(&pipes, SIGPIPE)
  sigpending(&pending)
  // One that was there before is somebody else's.
  let wasPending = sigismember(&pending, SIGPIPE) == 1
  pthread_sigmask(SIG_BLOCK, &pipes, &before)
  defer {
    sigpending(&pending)
    if !wasPending, sigismember(&pending, SIGPIPE) == 1 {
      var number: Int32 = 0
      sigwait(&pipes, &number)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return body()
}
