import Dispatch
import Synchronization
import Testing

@testable import PlumbSystem

/// What lies between those who fetch and those who work.
@Suite struct BoundedQueueTests {
  @Test func whatComesFirstIsTakenFirst() {
    let line = BoundedQueue<Int>(most: 1_000_000) { _ in 1 }
    for number in 0..<5_000 { line.put(number) }
    line.close()
    for number in 0..<5_000 { #expect(line.take() == number) }
    #expect(line.take() == nil)
    #expect(line.take() == nil)
  }

  /// Many threads on both sides, things of all weights, one heavier than everything that may lie
  /// here: all arrive, once.
  @Test(arguments: [1, 10, 100])
  func everythingArrives(most: Int) {
    let line = BoundedQueue<Int>(most: most) { $0 % 17 == 0 ? 2 * most : $0 % 5 }
    let (count, threads) = (3_000, 6)
    let next = Atomic<Int>(0)
    let taken = Mutex<[Int]>([])
    let (fetching, working) = (DispatchGroup(), DispatchGroup())
    for _ in 0..<threads {
      fetching.enter()
      startThread {
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < count {
          line.put(number)
        }
        fetching.leave()
      }
      working.enter()
      startThread {
        while let number = line.take() { taken.withLock { $0.append(number) } }
        working.leave()
      }
    }
    fetching.wait()
    line.close()
    working.wait()
    #expect(taken.withLock { $0.sorted() } == Array(0..<count))
  }

  /// Who fetches waits once enough lies here.
  @Test func noMoreLiesHereThanMay() {
    let line = BoundedQueue<Int>(most: 10) { _ in 4 }
    let lying = Atomic<Int>(0)
    let done = DispatchSemaphore(value: 0)
    startThread {
      for number in 0..<100 {
        line.put(number)
        lying.add(1, ordering: .sequentiallyConsistent)
      }
      line.close()
      done.signal()
    }
    var most = 0
    for number in 0..<100 {
      most = max(most, lying.load(ordering: .sequentiallyConsistent) - number)
      #expect(line.take() == number)
    }
    done.wait()
    // Two have room; a third may have been put between the two looks.
    #expect(most <= 3)
  }
}
