import PlumbSystem
import Testing

@Suite struct MonitorTests {
  /// Where it did not, the time limit would be reached long before the end of the wait.
  @Test(.timeLimit(.minutes(1))) func aStopEndsAWait() {
    let stop = CancellationFlag()
    let threads = ThreadGroup(1) { stop.stop() }
    pause(seconds: 300, stop: stop)
    threads.join()
    #expect(stop.isStopped)
  }

  @Test func aWaitEndsByItself() {
    pause(seconds: 0.001, stop: CancellationFlag())
    let nothing = Monitor(0).wait(until: .now, stop: CancellationFlag()) { $0 == 1 ? true : nil }
    #expect(nothing == nil)
  }

  @Test func aChangeWakesWhoWaits() {
    let state = Monitor(0)
    let threads = ThreadGroup(1) { for _ in 0..<10 { state.change { $0 += 1 } } }
    let seen = state.wait(stop: CancellationFlag()) { $0 == 10 ? "ten" : nil }
    threads.join()
    #expect(seen == "ten")
  }
}
