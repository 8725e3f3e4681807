/// A figure, or the reason for its absence.
///
/// Statistics are not always defined: nothing to compare, a division by zero, only one class. The
/// reason is then given in words; the figure is never 0, 1 or NaN.
public enum Measured<Value> {
  /// The figure.
  case value(Value)
  /// It is not defined; the reason completes the sentence "not defined, because …".
  case notDefined(because: String)

  /// The figure; nil if there is none.
  public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Why there is no figure; nil if there is one.
  public var reason: String? {
    if case .notDefined(let reason) = self { reason } else { nil }
  }

  /// Computes another figure from this one.
  public func map<Other>(_ transform: (Value) -> Other) -> Measured<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .notDefined(let reason): .notDefined(because: reason)
    }
  }

  /// Computes another figure from this one, if that is possible.
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
