import PlumbText

/// JSON Lines for programs: texts are exact, unknown is null.
package struct JSONLinesTable: TableFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "jsonl" }

  /// What it is for.
  package var words: String { "for programs; text is exact" }

  /// Every record names its columns, so there is no header.
  package func header(_ columns: [String]) -> String { "" }

  /// One record.
  package func record(_ columns: [String], _ values: [JSONValue]) -> String {
    let members = zip(columns, values).map { JSONValue.Member(name: $0, value: $1) }
    return JSONValue.object(members).compact + "\n"
  }
}
