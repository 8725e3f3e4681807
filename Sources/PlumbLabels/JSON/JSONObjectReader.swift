import CSimdjson

/// Reads many small JSON objects one after the other, as they stand in a file of JSON lines.
///
/// With the strict parser of the manifests. Used by one thread at a time.
package final class JSONObjectReader {
  private let parser = JSONLineParser()

  /// Bytes behind a line that must be readable.
  package static let slack = JSONLineParser.slack

  package init() {}

  /// Hands out the fields of an object that are texts or whole numbers, in their order.
  ///
  /// - Parameters:
  ///   - line: The object; ``slack`` more bytes behind it must be readable.
  ///   - text: Receives a name and a text, both as UTF-8, valid during the call only.
  ///   - number: Receives a name and a whole number.
  /// - Returns: False where the line is anything else than an object: then nothing was handed out.
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
