import Synchronization

/// What was derived from an immutable value, one value of each type, made when it is first asked for.
///
/// A property of the value that it is derived from: copies share it. A copy that is changed needs a new
/// one.
package final class DerivedValues: Sendable {
  private let values = Mutex<[ObjectIdentifier: any Sendable]>([:])

  /// Nothing is derived yet.
  package init() {}

  /// The value of a type, which is made unless it has been made before.
  ///
  /// Different types can be made at the same time. If two threads make one type, the first one's
  /// value is kept.
  package func value<Value: Sendable>(_ make: () -> Value) -> Value {
    let key = ObjectIdentifier(Value.self)
    if let known = values.withLock({ $0[key] }) as? Value { return known }
    let made = make()
    return values.withLock { values in
      if let known = values[key] as? Value { return known }
      values[key] = made
      return made
    }
  }
}
