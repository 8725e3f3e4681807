/// A figure, or the reason why there is none.
///
/// Formulae of statistics have holes: nothing to compare, a division by zero, one class only. A hole
/// is said in words; it is never 0, 1 or NaN.
public enum Measured<Value> {
  /// The figure.
  case value(Value)
  /// There is none; the words complete the sentence "not defined, because …".
  case notDefined(because: String)

  /// The figure; nil if there is none.
  public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Why there is no figure; nil if there is one.
  public var reason: String? {
    if case .notDefined(let reason) = self { reason } else { nil }
  }

  /// Another figure that is worked out from this one.
  public func map<Other>(_ transform: (Value) -> Other) -> Measured<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .notDefined(let reason): .notDefined(because: reason)
    }
  }

  /// Another figure that is worked out from this one, if it can be.
  public func flatMap<Other>(_ transform: (Value) -> Measured<Other>) -> Measured<Other> {
    switch self {
    case .value(let value): transform(value)
    case .notDefined(let reason): .notDefined(because: reason)
    }
  }
}

extension Measured: Sendable where Value: Sendable {}
extension Measured: Equatable where Value: Equatable {}
extension Measured: Hashable where Value: Hashable {}
