/// Why a file beside the manifest cannot be used: predictions, reference labels, marks of rows, label
/// categories.
public struct FormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1; nil if the whole file is meant.
  public var line: Int?
  /// The cause and the next step.
  public var message: String

  /// Makes an error.
  public init(line: Int? = nil, _ message: String) {
    self.line = line
    self.message = message
  }

  /// The line and what is wrong there, in one or two sentences.
  public var description: String { line.map { "line \($0): \(message)" } ?? message }
}
