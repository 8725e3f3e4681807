import PlumbAnalysis
import PlumbText

/// How figures, and the reasons why there are none, are written in texts, JSON and CSV.

extension Measured {
  /// The figure in words, or that it is not defined and why.
  package func words(_ text: (Value) -> String) -> String {
    switch self {
    case .value(let value): text(value)
    case .notDefined(let reason): "not defined: \(reason)"
    }
  }

  /// The members of a JSON object: the figure, and the reason where there is none.
  func json(_ value: (Value) -> JSONValue) -> JSONValue {
    switch self {
    case .value(let figure): .object(["value": value(figure)])
    case .notDefined(let reason): .object(["value": .null, "reason": .string(reason)])
    }
  }
}

extension Measured<Double> {
  /// The figure with its interval, and the reason where there is none.
  func json(interval: ClosedRange<Double>?) -> JSONValue {
    guard let value else { return json { .number($0) } }
    return .object(["value": .number(value), "interval": interval?.json])
  }
}

extension ClosedRange<Double> {
  /// Lower and upper bound.
  var json: JSONValue { .array([.number(lowerBound), .number(upperBound)]) }

  /// An interval of coefficients: "0.57 to 0.67".
  package var words: String {
    "\(NumberText.decimal(lowerBound, places: 2)) to \(NumberText.decimal(upperBound, places: 2))"
  }

  /// An interval of shares: "57 to 67 %".
  package var percentWords: String {
    "\(NumberText.decimal(lowerBound * 100, places: 0)) to "
      + "\(NumberText.decimal(upperBound * 100, places: 0)) %"
  }
}

extension Proportion {
  /// Count, whole, share and interval; null where the whole is empty.
  var json: JSONValue {
    .object([
      "count": .integer(count), "total": .integer(total), "share": .optional(share),
      "interval": intervalJSON ?? .null,
    ])
  }

  /// "90.1 % (86 to 93 %), 272 of 302".
  package var words: String {
    guard let share, let interval else { return "none" }
    return "\(percent(share)) (\(interval.percentWords)), "
      + "\(NumberText.whole(count)) of \(NumberText.whole(total))"
  }

  /// "90.1 % (86 to 93 %)", or a dash of an empty whole.
  package var shortWords: String {
    guard let share, let interval else { return "–" }
    return "\(percent(share)) (\(interval.percentWords))"
  }
}

/// A number in a cell of CSV; empty if there is none.
package func csvCell(_ value: Double?) -> String {
  value.map { JSONValue.number($0).compact } ?? ""
}

/// A class's name for people, shortened so that tables stay readable.
package func tableName(_ name: String) -> String { displayName(name, limit: 40) }
