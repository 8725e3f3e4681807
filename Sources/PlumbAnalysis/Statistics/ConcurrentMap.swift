import Dispatch
import Synchronization

/// The results of a function for each element, in the order of the elements, worked out on as many
/// threads as there are cores.
///
/// - Parameters:
///   - elements: What is worked on; one piece of work each, so it should take a while.
///   - transform: The function; it runs on any thread.
public func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let results = Mutex([Result?](repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    let result = transform(elements[index])
    results.withLock { $0[index] = result }
  }
  return results.withLock { $0.compactMap(\.self) }
}
