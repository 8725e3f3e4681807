import Dispatch

/// Hands things over from threads that fetch them to threads that work on them, in the order in
/// which they come.
///
/// Who works never waits for one thing while another is here; who fetches waits while too much lies
/// here already. One thread is woken for one thing, however many wait.
package final class BoundedQueue<Element: Sendable>: Sendable {
  private struct State {
    /// Those before `first` were taken, and are nil.
    var elements: [Element?] = []
    var first = 0
    var weight = 0
    /// Threads that wait for room.
    var blocked = 0
    var isClosed = false

    var isEmpty: Bool { first == elements.count }

    /// Whether a thread waits for room; it then counts as woken.
    mutating func wakeOne() -> Bool {
      if blocked == 0 { return false }
      blocked -= 1
      return true
    }

    mutating func removeFirst() -> Element? {
      if isEmpty { return nil }
      let element = elements[first]
      elements[first] = nil
      first += 1
      if isEmpty || first == 1_024 {
        elements.removeFirst(first)
        first = 0
      }
      return element
    }
  }

  private let most: Int
  private let weight: @Sendable (Element) -> Int
  private let state = Monitor(State())
  /// Counts what is here.
  private let available = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - most: the weight above which nothing more is put here, but for one thing at least.
  ///   - weight: what one thing counts.
  package init(most: Int, weight: @escaping @Sendable (Element) -> Int) {
    self.most = most
    self.weight = weight
  }

  /// Adds a thing, once there is room for it; drops it after ``close()``.
  package func put(_ element: Element) {
    while !add(element) { room.wait() }
  }

  private func add(_ element: Element) -> Bool {
    let own = weight(element)
    let (isDone, wakesAnother) = state.change { state in
      if state.isClosed { return (true, false) }
      guard state.weight == 0 || state.weight + own <= most else {
        state.blocked += 1
        return (false, false)
      }
      state.elements.append(element)
      state.weight += own
      // Who was woken may have left room for another.
      return (true, state.weight < most && state.wakeOne())
    }
    if wakesAnother { room.signal() }
    if isDone { available.signal() }
    return isDone
  }

  /// Takes the thing that came first, once there is one; nil when there will be no more.
  package func take() -> Element? {
    available.wait()
    let (element, wakesAnother) = state.change { state in
      guard let element = state.removeFirst() else { return (Element?.none, false) }
      state.weight -= weight(element)
      return (element, state.wakeOne())
    }
    if wakesAnother { room.signal() }
    // At the end each wakes the next.
    if element == nil { available.signal() }
    return element
  }

  /// Says that nothing more comes; what is here already can still be taken.
  package func close() {
    state.change { $0.isClosed = true }
    available.signal()
  }
}
