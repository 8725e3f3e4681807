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
    let pace = RetryPace()
    func bound(_ retry: Int, _ isThrottled: Bool) -> Double {
      pace.wait(retry: retry, isThrottled: isThrottled, retryAfter: nil, share: 1)
    }
    #expect((0..<4).map { bound($0, false) } == [0.05, 0.1, 0.2, 0.4])
    #expect((0..<6).map { bound($0, true) } == [1, 2, 4, 8, 16, 20])
    #expect(bound(1_000, true) == 20)
    #expect(pace.wait(retry: 3, isThrottled: true, retryAfter: nil, share: 0) == 0)
    #expect(pace.wait(retry: 3, isThrottled: true, retryAfter: nil, share: 0.25) == 2)
  }

  @Test func theServiceMayRaiseAWaitALittle() {
    let pace = RetryPace()
    func wait(_ retryAfter: Double) -> Double {
      pace.wait(retry: 0, isThrottled: true, retryAfter: retryAfter, share: 0.5)
    }
    #expect(wait(0.1) == 0.5)
    #expect(wait(3) == 3)
    #expect(wait(1_000) == 5.5)
    #expect(wait(.infinity) == 0.5)
  }

  private func loop(_ attempts: Int = 4, stop: CancellationFlag = CancellationFlag()) -> RetryLoop {
    RetryLoop(attempts: attempts, pace: .quick, stop: stop)
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

  @Test func aStopEndsWaits() {
    let stop = CancellationFlag()
    var pace = RetryPace()
    (pace.transientBase, pace.longestWait) = (1_000, 1_000)
    let loop = RetryLoop(attempts: 4, pace: pace, stop: stop)
    var count = 0
    let start = ContinuousClock.now
    #expect(throws: Self.error(.stopped).with(message: "stopped")) {
      try loop.run("l") { _ throws(StoreError) in
        count += 1
        stop.stop()
        throw Self.error(.serverError)
      }
    }
    #expect(count == 1)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  // MARK: The gate

  private func gate(
    _ concurrency: Int = 32, pace: RetryPace = .quick, stop: CancellationFlag = CancellationFlag()
  )
    -> RequestGate
  {
    RequestGate(concurrency: concurrency, pace: pace, stop: stop)
  }

  @Test func theGateLetsSoManyThrough() throws {
    let stop = CancellationFlag()
    let gate = gate(3, stop: stop)
    let tickets = (0..<3).compactMap { _ in gate.enter() }
    #expect(tickets.count == 3)
    let entered = Mutex(false)
    Thread.detachNewThread {
      if gate.enter() != nil { entered.withLock { $0 = true } }
    }
    usleep(50_000)
    #expect(!entered.withLock { $0 })
    gate.leave(tickets[0], paid: 0)
    while !entered.withLock({ $0 }) { usleep(1_000) }
    stop.stop()
    #expect(gate.enter() == nil)
  }

  @Test func throttlingHalvesOncePerRound() throws {
    let gate = gate(32)
    let tickets = (0..<32).compactMap { _ in gate.enter() }
    for ticket in tickets { gate.leave(ticket, after: .retrySlowly) }
    #expect(gate.limit == 16)
    let next = try #require(gate.enter())
    gate.leave(next, after: .retrySlowly)
    #expect(gate.limit == 8)
    for _ in 0..<20 { gate.leave(try #require(gate.enter()), after: .retrySlowly) }
    #expect(gate.limit == 4)
    for _ in 0..<20 { gate.leave(try #require(gate.enter()), after: .askLess) }
    #expect(gate.limit == 1)
  }

  @Test func successesAllowMore() throws {
    let gate = gate(32)
    gate.leave(try #require(gate.enter()), after: .retrySlowly)
    for count in 1...5_000 {
      gate.leave(try #require(gate.enter()), paid: 0)
      #expect(gate.limit == min(32, 16 + count / 100))
    }
  }

  @Test func otherFailuresChangeNothing() throws {
    let gate = gate(32)
    for action in StoreFailureCode.Action.allCases
    where action != .retrySlowly && action != .askLess {
      gate.leave(try #require(gate.enter()), after: action)
    }
    #expect(gate.limit == 32)
  }

  /// Tokens that are used up mean a pause for everybody, then few requests at a time.
  @Test func theQuotaPausesAndComesBack() throws {
    var pace = RetryPace.quick
    pace.firstPause = 0.2
    let gate = gate(32, pace: pace)
    for _ in 0..<(500 / 14) { #expect(gate.pay(isThrottled: false) == 14) }
    #expect(gate.limit == 32)
    let start = ContinuousClock.now
    #expect(gate.pay(isThrottled: false) == 14)
    #expect(gate.limit == 4)
    _ = gate.enter()
    #expect(ContinuousClock.now - start > .milliseconds(5))
  }

  @Test func successesGiveTokensBack() throws {
    let gate = gate(32)
    for _ in 0..<10_000 {
      let paid = gate.pay(isThrottled: true)
      #expect(paid == 5)
      gate.leave(try #require(gate.enter()), paid: paid)
    }
    #expect(gate.limit == 32)
  }
}

extension StoreError {
  fileprivate func with(message: String) -> StoreError {
    var copy = self
    copy.message = message
    return copy
  }
}
