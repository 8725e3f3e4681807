import CYAML

/// A part of a YAML file, as libyaml's parser reports it.
enum YAMLEvent {
  case streamStart
  case streamEnd
  case documentStart
  case documentEnd
  case scalar(String, anchor: String?)
  case alias(String)
  case sequenceStart(anchor: String?)
  case mappingStart(anchor: String?)
  /// The end of a sequence or a mapping.
  case end
}

/// libyaml's event parser over one text.
///
/// The parser checks the syntax and decodes scalars; it keeps no tree, so its memory does not grow
/// with aliases. Values are made of its events by ``YAMLNode/init(_:)``.
final class YAMLParser {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  /// The text; libyaml reads it until the end and does not copy it.
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Starts at the beginning of a text.
  ///
  /// - Throws: ``ConfigurationError`` if there is no memory for the parser.
  init(_ text: String) throws(ConfigurationError) {
    let utf8 = Array(text.utf8)
    bytes = .allocate(capacity: max(utf8.count, 1))
    _ = bytes.update(fromContentsOf: utf8)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else { throw Self.outOfMemory }
    // Without this, a byte order mark would choose the encoding.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, utf8.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    bytes.deallocate()
  }

  /// The next event, and the line (from 1) on which it begins.
  ///
  /// Call it again only after events other than the end of the stream.
  ///
  /// - Throws: ``ConfigurationError`` with libyaml's words if the text is not YAML.
  func next() throws(ConfigurationError) -> (event: YAMLEvent, line: Int) {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return (YAMLEvent(event), Int(event.start_mark.line) + 1)
  }

  /// Why the parser stopped.
  private func failure() -> ConfigurationError {
    let state = parser.pointee
    let words = state.problem.map { String(cString: $0) } ?? "the parser failed"
    switch state.error {
    case YAML_MEMORY_ERROR: return Self.outOfMemory
    case YAML_READER_ERROR:
      // A character that YAML does not allow: libyaml gives its offset, not its line.
      let before = bytes.prefix(Int(state.problem_offset))
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      return ConfigurationError(line: line, "invalid YAML: \(words)")
    default:
      return ConfigurationError(
        line: Int(state.problem_mark.line) + 1, "invalid YAML: \(words)")
    }
  }

  private static var outOfMemory: ConfigurationError {
    ConfigurationError(line: 0, "there is not enough memory to read it")
  }
}

extension YAMLEvent {
  /// Copies what an event of libyaml's says.
  fileprivate init(_ event: yaml_event_t) {
    let data = event.data
    switch event.type {
    case YAML_STREAM_END_EVENT: self = .streamEnd
    case YAML_DOCUMENT_START_EVENT: self = .documentStart
    case YAML_DOCUMENT_END_EVENT: self = .documentEnd
    case YAML_SCALAR_EVENT:
      let bytes = UnsafeBufferPointer(start: data.scalar.value, count: data.scalar.length)
      self = .scalar(
        String(decoding: bytes, as: UTF8.self), anchor: Self.name(data.scalar.anchor))
    case YAML_ALIAS_EVENT: self = .alias(Self.name(data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      self = .sequenceStart(anchor: Self.name(data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      self = .mappingStart(anchor: Self.name(data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: self = .end
    default: self = .streamStart
    }
  }

  private static func name(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    anchor.map { String(cString: $0) }
  }
}
