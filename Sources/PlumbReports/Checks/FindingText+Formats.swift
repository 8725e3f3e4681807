import PlumbAnalysis
import PlumbText

extension FindingText {
  /// The sentence as it is: names in quotation marks, nothing escaped.
  ///
  /// For formats that escape the whole text themselves.
  package var plain: String { text(name: { "\"\($0)\"" }, quotation: { $0 }) }

  /// The sentence for a terminal: nothing in it is obeyed.
  package var display: String {
    text(name: { "\"\(displayText($0, limit: 80))\"" }, quotation: { displayText($0, limit: 200) })
  }

  /// The sentence with names and quotations written by the given functions.
  func text(name: (String) -> String, quotation: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .name(let text): name(text)
      case .quotation(let text): quotation(text)
      case .whole(let value): NumberText.whole(value)
      case .share(let value): percent(value)
      case .decimal(let value): decimal(value)
      }
    }.joined()
  }
}

/// A number with what is counted: "1 image", "2 images".
package func counted(_ count: Int, _ noun: String) -> String {
  NumberText.counted(count, noun)
}

extension FindingDetail.Value {
  /// The value as JSON.
  var json: JSONValue {
    switch self {
    case .whole(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let value): .string(value)
    case .list(let values): .array(values.map(\.json))
    }
  }
}

/// A threshold as people write it: whole numbers without a fraction.
package func thresholdText(_ value: Double) -> String { JSONValue.number(value).compact }
