import CSimdjson

/// How the values that many label types share are read; whatever is odd is noted and leaves the label
/// usable.
enum LabelReading {
  /// The class index, written as an integer or as its decimal text; nil for anything else.
  static func index(_ value: plumb_json_field?) -> Int32? {
    if let number = value?.number { return Int32(exactly: number) }
    return value?.string.flatMap { Int32(String(decoding: $0, as: UTF8.self)) }
  }

  /// Only an exact "yes" is a person's label and an exact "no" a machine's, as Ground Truth writes
  /// them: anything else leaves the source unknown.
  static func source(
    _ field: plumb_json_field?, _ records: inout ChunkRecords
  ) -> LabelSource {
    guard let field else {
      records.note(.badHumanAnnotated, "human-annotated is missing; who labelled is unknown")
      return .unknown
    }
    if let text = field.string {
      if equalBytes(text, "yes") { return .human }
      if equalBytes(text, "no") { return .machine }
    }
    records.note(
      .badHumanAnnotated,
      "human-annotated is \(describe(field)), neither \"yes\" nor \"no\"; who labelled is unknown")
    return .unknown
  }

  /// A number from 0 to 1; nil if it is missing or unusable.
  static func confidence(
    _ field: plumb_json_field?, _ records: inout ChunkRecords
  ) -> Double? {
    guard let field else { return nil }
    var value = field.number
    if value == nil, let text = field.string {
      // Swift reads more than JSON does, such as "0x1p-1".
      value = LenientLine.isJSONNumber(text) ? Double(String(decoding: text, as: UTF8.self)) : nil
      if let number = value, (0...1).contains(number) {
        records.note(
          .badConfidence, "confidence is a string (\(describe(field))); its value is used")
      }
    }
    guard let value, (0...1).contains(value) else {
      records.note(
        .badConfidence,
        "confidence is \(describe(field)), not a number from 0 to 1; treated as unknown")
      return nil
    }
    return value == 0 ? 0 : value
  }

  static func date(
    _ field: plumb_json_field?, _ records: inout ChunkRecords
  ) -> CreationDate? {
    guard let field else { return nil }
    if let date = field.string.flatMap(CreationDate.init(bytes:)) { return date }
    records.note(.badDate, "creation-date is \(describe(field)), not a date; treated as unknown")
    return nil
  }
}

/// A value in words for a message, truncated if it is long.
func describe(_ field: plumb_json_field) -> String {
  if let text = field.string {
    return "\"\(shortened(text))\""
  }
  switch plumb_json_kind(UInt32(field.kind)) {
  case PLUMB_JSON_NULL: return "null"
  case PLUMB_JSON_TRUE: return "true"
  case PLUMB_JSON_FALSE: return "false"
  case PLUMB_JSON_INTEGER: return String(Int64(bitPattern: field.value))
  case PLUMB_JSON_DOUBLE: return String(Double(bitPattern: field.value))
  case PLUMB_JSON_ARRAY: return "a list"
  default: return "an object"
  }
}
