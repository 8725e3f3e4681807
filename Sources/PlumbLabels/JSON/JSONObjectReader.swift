import CSimdjson

/// Reads many small JSON objects one after the other, such as those in a JSON Lines file.
///
/// Uses the strict parser of the manifests. Not thread-safe.
package final class JSONObjectReader {
  private let parser = JSONLineParser()

  /// The number of bytes after a line that must be readable.
  package static let slack = JSONLineParser.slack

  package init() {}

  /// Passes on the fields of an object that are strings or whole numbers, in order.
  ///
  /// - Parameters:
  ///   - line: The object; ``slack`` more bytes behind it must be readable.
  ///   - text: Receives a name and a text, both as UTF-8, valid during the call only.
  ///   - number: Receives a name and a whole number.
  /// - Returns: False if the line is not an object; then nothing was passed on.
  package func read(
    _ line: UnsafeRawBufferPointer,
    text: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void,
    number: (UnsafeRawBufferPointer, Int) -> Void
  ) -> Bool {
    do throws(JSONLineFailure) {
      try parser.parse(line) { fields, _ in
        var index = 0
        while index < fields.count {
          let field = fields[index]
          if let value = field.string { text(field.name, value) }
          if let value = field.integer { number(field.name, Int(value)) }
          index += 1 + Int(field.children)
        }
      }
      return true
    } catch {
      return false
    }
  }
}
