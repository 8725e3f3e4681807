import PlumbText

/// Comma-separated values for people and spreadsheets: formulas are disarmed, unknown is empty.
package struct CSVTable: TableFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "csv" }

  /// What it is for.
  package var words: String { "for spreadsheets and people; formulas are escaped" }

  /// The columns' names.
  package func header(_ columns: [String]) -> String { CSVText.record(columns) }

  /// One record.
  package func record(_ columns: [String], _ values: [JSONValue]) -> String {
    CSVText.record(values.map(text))
  }

  private func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    default: value.compact
    }
  }
}
