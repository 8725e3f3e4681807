import CSimdjson

/// The fields of one parsed manifest line, flat: an outer field that is an object is followed by
/// its own fields (`children` of them).
///
/// Valid only inside the closure that received it.
struct JSONFields {
  private let line: plumb_json_line

  init(_ line: plumb_json_line) { self.line = line }

  /// How many there are, inner ones counted.
  var count: Int { line.count }

  /// Equal for successive lines with the same keys.
  var shape: UInt64 { line.shape }

  /// One field; `index` must be below `count`.
  subscript(index: Int) -> plumb_json_field { line.fields[index] }

  /// The array or object that is a field, with what is inside it.
  func node(_ index: Int) -> JSONNode {
    withUnsafePointer(to: line) { JSONNode(plumb_json_line_node($0, index)) }
  }
}

/// Why a line is not a JSON object that can be read.
enum JSONLineFailure: Error, Equatable {
  case invalid
  case invalidUTF8
  case tooDeep
  case notAnObject
}

/// Parses single lines and small documents with simdjson; one instance serves one thread at a time.
///
/// Lines that simdjson refuses only because of a number beyond `Double` or an escaped lone
/// surrogate are read again with these replaced, because Python's `json` (which wrote most
/// manifests) accepts them and the rest of such a line is good.
final class JSONLineParser {
  private let parser: OpaquePointer

  init() {
    guard let parser = plumb_json_parser_create() else { Self.endWithoutMemory() }
    self.parser = parser
  }

  deinit { plumb_json_parser_destroy(parser) }

  /// Parses one line and hands its fields to `body`.
  ///
  /// - Parameters:
  ///   - line: The line's bytes; `slack` more bytes behind them must be readable.
  ///   - body: Receives the fields and whether escaped lone surrogates were replaced.
  func parse<Result>(
    _ line: UnsafeRawBufferPointer, _ body: (JSONFields, _ loneSurrogates: Bool) -> Result
  ) throws(JSONLineFailure) -> Result {
    try withLeniency(line) { text, loneSurrogates throws(JSONLineFailure) in
      body(try fields(of: text), loneSurrogates)
    }
  }

  /// Parses a whole document of any shape and hands its outermost value to `body`.
  ///
  /// - Parameters:
  ///   - document: The document's bytes; `slack` more bytes behind them must be readable.
  ///   - body: Receives the value, which is valid inside only, and whether escaped lone surrogates
  ///     were replaced.
  func parseDocument<Result>(
    _ document: UnsafeRawBufferPointer, _ body: (JSONNode, _ loneSurrogates: Bool) -> Result
  ) throws(JSONLineFailure) -> Result {
    try withLeniency(document) { text, loneSurrogates throws(JSONLineFailure) in
      body(try root(of: text), loneSurrogates)
    }
  }

  /// The number of bytes after a line that must be readable.
  static let slack = Int(PLUMB_JSON_SLACK)

  /// Parses a text strictly and, if that fails, leniently if that can help.
  private func withLeniency<Result>(
    _ text: UnsafeRawBufferPointer,
    _ parse: (UnsafeRawBufferPointer, _ loneSurrogates: Bool) throws(JSONLineFailure) -> Result
  ) throws(JSONLineFailure) -> Result {
    do {
      return try parse(text, false)
    } catch .invalid {
      return try parseLeniently(text, parse)
    }
  }

  private func parseLeniently<Result>(
    _ line: UnsafeRawBufferPointer,
    _ parse: (UnsafeRawBufferPointer, Bool) throws(JSONLineFailure) -> Result
  ) throws(JSONLineFailure) -> Result {
    guard var lenient = LenientLine(line) else { throw .invalid }
    lenient.bytes.append(contentsOf: repeatElement(0, count: Self.slack))
    var outcome: Swift.Result<Result, JSONLineFailure> = .failure(.invalid)
    lenient.bytes.withUnsafeBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer.dropLast(Self.slack))
      do throws(JSONLineFailure) {
        outcome = .success(try parse(text, lenient.replacedSurrogates))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Ends the program, as Swift itself does if memory runs out: a line that was not read must not
  /// be reported as bad.
  private static func endWithoutMemory() -> Never { fatalError("out of memory") }

  private func fields(of line: UnsafeRawBufferPointer) throws(JSONLineFailure) -> JSONFields {
    var result = plumb_json_line()
    let text = line.baseAddress?.assumingMemoryBound(to: CChar.self)
    try check(plumb_json_parse(parser, text, line.count, &result))
    return JSONFields(result)
  }

  private func root(of document: UnsafeRawBufferPointer) throws(JSONLineFailure) -> JSONNode {
    var result = plumb_json_node()
    let text = document.baseAddress?.assumingMemoryBound(to: CChar.self)
    try check(plumb_json_parse_document(parser, text, document.count, &result))
    return JSONNode(result)
  }

  private func check(_ status: Int32) throws(JSONLineFailure) {
    switch plumb_json_status(UInt32(status)) {
    case PLUMB_JSON_OK: return
    case PLUMB_JSON_NOT_OBJECT: throw .notAnObject
    case PLUMB_JSON_INVALID_UTF8: throw .invalidUTF8
    case PLUMB_JSON_TOO_DEEP: throw .tooDeep
    case PLUMB_JSON_OUT_OF_MEMORY: Self.endWithoutMemory()
    default: throw .invalid
    }
  }
}

extension plumb_json_field {
  /// The field's name, as UTF-8 bytes.
  var name: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: key, count: Int(key_length)) }

  /// The value as UTF-8 bytes, where it is a string.
  var string: UnsafeRawBufferPointer? {
    guard isKind(PLUMB_JSON_STRING) else { return nil }
    return UnsafeRawBufferPointer(
      start: UnsafeRawPointer(bitPattern: UInt(value)), count: Int(text_length))
  }

  /// The value, where it is a number.
  var number: Double? {
    if isKind(PLUMB_JSON_DOUBLE) { return Double(bitPattern: value) }
    return integer.map { Double($0) }
  }

  /// The value, where it is written as an integer.
  var integer: Int64? { isKind(PLUMB_JSON_INTEGER) ? Int64(bitPattern: value) : nil }

  /// Whether the value is of that kind.
  func isKind(_ other: plumb_json_kind) -> Bool { UInt32(kind) == other.rawValue }
}
