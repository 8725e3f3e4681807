import PlumbText

/// A text format that the label table can be written in, record by record.
///
/// To add a format, add a file with a member and name it in ``allTableFormats``.
package protocol TableFormat: Sendable {
  /// What it is called on the command line.
  var name: String { get }
  /// What it is for: a phrase.
  var words: String { get }
  /// The text before the first record, with its line end; may be empty.
  func header(_ columns: [String]) -> String
  /// One record, with its line end.
  ///
  /// - Parameters:
  ///   - columns: The columns' names.
  ///   - values: One value a column, null where it is unknown.
  func record(_ columns: [String], _ values: [JSONValue]) -> String
}

/// Every format of the table.
package let allTableFormats: [any TableFormat] = [CSVTable(), JSONLinesTable()]
