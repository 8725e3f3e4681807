import Foundation
import PlumbSystem
import Synchronization
import TestSupport
import Testing

@testable import PlumbS3

/// What is tried again, how often, and after how long.
@Suite struct RetryTests {
  private static func error(_ code: StoreFailureCode) -> StoreError {
    StoreError(code, at: "l", because: "m")
  }

  @Test func waitsAreARandomShareOfABoundThatDoubles() {
    let policy = RetryPolicy()
    func bound(_ retry: Int, _ isThrottled: Bool) -> Double {
      policy.wait(retry: retry, isThrottled: isThrottled, retryAfter: nil, share: 1)
    }
    #expect((0..<4).map { bound($0, false) } == [0.05, 0.1, 0.2, 0.4])
    #expect((0..<6).map { bound($0, true) } == [1, 2, 4, 8, 16, 20])
    #expect(bound(1_000, true) == 20)
    #expect(policy.wait(retry: 3, isThrottled: true, retryAfter: nil, share: 0) == 0)
    #expect(policy.wait(retry: 3, isThrottled: true, retryAfter: nil, share: 0.25) == 2)
  }

  @Test func theServiceMayRaiseAWaitALittle() {
    let policy = RetryPolicy()
    func wait(_ retryAfter: Double) -> Double {
      policy.wait(retry: 0, isThrottled: true, retryAfter: retryAfter, share: 0.5)
    }
    #expect(wait(0.1) == 0.5)
    #expect(wait(3) == 3)
    #expect(wait(1_000) == 5.5)
    #expect(wait(.infinity) == 0.5)
  }

  private func loop(_ attempts: Int = 4, stop: CancellationFlag = CancellationFlag()) -> RetryLoop {
    RetryLoop(attempts: attempts, stop: stop, clock: VirtualTime().clock)
  }

  /// How often something that always fails is tried.
  private func tries(_ code: StoreFailureCode) -> Int {
    var count = 0
    let outcome = Result {
      try loop().run("l") { isRetry throws(StoreError) in
        #expect(isRetry == (count > 0))
        count += 1
        throw Self.error(code)
      }
    }
    #expect(throws: Self.error(code)) { try outcome.get() }
    return count
  }

  @Test(arguments: StoreFailureCode.allCases)
  func onlyWhatMayPassIsTriedAgain(_ code: StoreFailureCode) {
    switch code.action {
    case .retry, .retrySlowly, .correctClock: #expect(tries(code) == 4)
    // Until nothing is left to be given up, then as often as others.
    case .askLess: #expect(tries(code) == 24)
    case .giveUp, .stopBucket, .stopRun, .correctRegion, .renewCredentials:
      #expect(tries(code) == 1)
    }
  }

  @Test func theFirstSuccessEndsIt() throws {
    var count = 0
    let value = try loop().run("l") { _ throws(StoreError) in
      count += 1
      if count < 3 { throw Self.error(.serverError) }
      return 7
    }
    #expect(value == 7)
    #expect(count == 3)
  }

  @Test func waitsAreThoseOfThePace() {
    let time = VirtualTime()
    let loop = RetryLoop(attempts: 4, stop: CancellationFlag(), clock: time.clock)
    #expect(throws: Self.error(.serverError)) {
      try loop.run("l") { _ throws(StoreError) in throw Self.error(.serverError) }
    }
    #expect(time.waits.count == 3)
    for (wait, bound) in zip(time.waits, [0.05, 0.1, 0.2]) { #expect((0...bound).contains(wait)) }
    #expect(time.waits.contains { $0 > 0 })
  }

  @Test func aStopEndsTheTries() {
    let stop = CancellationFlag()
    let time = VirtualTime()
    let loop = RetryLoop(attempts: 4, stop: stop, clock: time.clock)
    var count = 0
    #expect(throws: Self.error(.stopped).with(message: "stopped")) {
      try loop.run("l") { _ throws(StoreError) in
        count += 1
        stop.stop()
        throw Self.error(.serverError)
      }
    }
    #expect(count == 1)
    // The wait is told of the stop, and with it need not last.
    #expect(time.stops.allSatisfy { $0 === stop } && time.stops.count == 1)
  }

  @Test func secondsWithoutAnythingAreCounted() throws {
    let time = VirtualTime()
    let limiter = limiter(clock: time.clock)
    #expect(limiter.drySeconds == 0)
    limiter.leave(try #require(limiter.enter()), after: .retry)
    time.pass(7)
    #expect(limiter.drySeconds == 7)
    limiter.leave(try #require(limiter.enter()), after: .retrySlowly)
    time.pass(5)
    #expect(limiter.drySeconds == 12)
    limiter.leave(try #require(limiter.enter()), after: .giveUp)
    #expect(limiter.drySeconds == 0)
  }

  // MARK: The limiter

  private func limiter(
    _ concurrency: Int = 32, policy: RetryPolicy = .quick,
    stop: CancellationFlag = CancellationFlag(),
    clock: RetryClock = VirtualTime().clock
  ) -> ConcurrencyLimiter {
    ConcurrencyLimiter(concurrency: concurrency, policy: policy, stop: stop, clock: clock)
  }

  @Test func theGateLetsSoManyThrough() throws {
    let stop = CancellationFlag()
    let limiter = limiter(3, stop: stop)
    let counts = Mutex((inside: 0, most: 0, all: 0))
    ThreadGroup(8) {
      for _ in 0..<50 {
        guard let ticket = limiter.enter() else { return }
        counts.withLock { counts in
          counts.inside += 1
          counts.all += 1
          counts.most = max(counts.most, counts.inside)
        }
        usleep(100)
        counts.withLock { $0.inside -= 1 }
        limiter.leave(ticket, paid: 0)
      }
    }.join()
    #expect(counts.withLock { $0.most } <= 3)
    #expect(counts.withLock { $0.all } == 400)
    // So many at once need not wait for each other.
    #expect((0..<3).compactMap { _ in limiter.enter() }.count == 3)
    stop.stop()
    #expect(limiter.enter() == nil)
  }

  @Test func throttlingHalvesOncePerRound() throws {
    let limiter = limiter(32)
    let tickets = (0..<32).compactMap { _ in limiter.enter() }
    for ticket in tickets { limiter.leave(ticket, after: .retrySlowly) }
    #expect(limiter.limit == 16)
    let next = try #require(limiter.enter())
    limiter.leave(next, after: .retrySlowly)
    #expect(limiter.limit == 8)
    for _ in 0..<20 { limiter.leave(try #require(limiter.enter()), after: .retrySlowly) }
    #expect(limiter.limit == 4)
    for _ in 0..<20 { limiter.leave(try #require(limiter.enter()), after: .askLess) }
    #expect(limiter.limit == 1)
  }

  @Test func successesAllowMore() throws {
    let limiter = limiter(32)
    limiter.leave(try #require(limiter.enter()), after: .retrySlowly)
    for count in 1...5_000 {
      limiter.leave(try #require(limiter.enter()), paid: 0)
      #expect(limiter.limit == min(32, 16 + count / 100))
    }
  }

  @Test func otherFailuresChangeNothing() throws {
    let limiter = limiter(32)
    for action in StoreFailureCode.Action.allCases
    where action != .retrySlowly && action != .askLess {
      limiter.leave(try #require(limiter.enter()), after: action)
    }
    #expect(limiter.limit == 32)
  }

  /// Tokens that are used up mean a pause for everybody, then few requests at a time.
  @Test func theQuotaPausesAndComesBack() throws {
    var policy = RetryPolicy.quick
    policy.firstPause = 2
    policy.longestWait = 20
    let time = VirtualTime()
    let limiter = limiter(32, policy: policy, clock: time.clock)
    for _ in 0..<(500 / 14) { #expect(limiter.pay(isThrottled: false) == 14) }
    #expect(limiter.limit == 32)
    #expect(limiter.pay(isThrottled: false) == 14)
    #expect(limiter.limit == 4)
    // Each look at the clock finds it a second later.
    time.step = 1
    #expect(limiter.enter() != nil)
    #expect(time.seconds == 2)
  }

  @Test func successesGiveTokensBack() throws {
    let limiter = limiter(32)
    for _ in 0..<10_000 {
      let paid = limiter.pay(isThrottled: true)
      #expect(paid == 5)
      limiter.leave(try #require(limiter.enter()), paid: paid)
    }
    #expect(limiter.limit == 32)
  }
}

extension StoreError {
  fileprivate func with(message: String) -> StoreError {
    var copy = self
    copy.message = message
    return copy
  }
}
