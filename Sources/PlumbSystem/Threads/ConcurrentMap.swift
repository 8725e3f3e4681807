import Dispatch
import Synchronization

/// The results of a function for each element, in the order of the elements, computed on one thread
/// per core.
///
/// - Parameters:
///   - elements: The elements; each is one task, so it should take a while.
///   - transform: The function; it runs on any thread.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let results = Mutex([Result?](repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    let result = transform(elements[index])
    results.withLock { $0[index] = result }
  }
  return results.withLock { $0.compactMap(\.self) }
}

/// The results of two functions that run in parallel.
package func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let results = Mutex<(First?, Second?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { index in
    if index == 0 {
      let result = first()
      results.withLock { $0.0 = result }
    } else {
      let result = second()
      results.withLock { $0.1 = result }
    }
  }
  let (one, other) = results.withLock { $0 }
  // Both ran: only a part that did not would be made here.
  return (one ?? first(), other ?? second())
}
