import PlumbSystem
import Synchronization

@testable import PlumbS3

/// Time that passes only where a test says so, or where somebody would wait.
final class VirtualTime: Sendable {
  private struct State {
    var seconds = 0.0
    var step = 0.0
    var waits: [Double] = []
    var stops: [CancellationFlag] = []
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// How much has passed.
  var seconds: Double { state.withLock(\.seconds) }
  /// How many seconds pass at each look at the clock.
  var step: Double {
    get { state.withLock(\.step) }
    set { state.withLock { $0.step = newValue } }
  }
  /// How long somebody would have waited, one time after the other.
  var waits: [Double] { state.withLock(\.waits) }
  /// What could have ended these waits.
  var stops: [CancellationFlag] { state.withLock(\.stops) }

  /// Lets some time pass.
  func pass(_ seconds: Double) { state.withLock { $0.seconds += seconds } }

  var clock: RetryClock {
    RetryClock(
      now: { [self] in
        start
          + .seconds(
            state.withLock { state in
              state.seconds += state.step
              return state.seconds
            })
      },
      wait: { [self] seconds, stop in
        state.withLock { state in
          state.seconds += seconds
          state.waits.append(seconds)
          state.stops.append(stop)
        }
      })
  }
}
