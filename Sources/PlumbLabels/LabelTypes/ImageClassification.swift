import CSimdjson

/// One class per image: `groundtruth/image-classification`.
public struct ImageClassification: LabelType {
  /// Makes the type.
  public init() {}

  /// The value of `type` without its prefix.
  public var name: String { "image-classification" }
  /// What the labels are.
  public var holds: String { "one class per image" }
  /// The only readable type so far.
  public var isReadable: Bool { true }
}

/// The label of one line, with its texts still in the parser's memory.
struct ParsedLabel {
  var className: UnsafeRawBufferPointer
  var index: Int32?
  var isHuman = false
  var confidence: Double?
  var date: CreationDate?
  var job: UnsafeRawBufferPointer?
}

extension ImageClassification {
  /// Reads the label from the fields of `X-metadata` and the value of `X`.
  ///
  /// - Parameters:
  ///   - label: The field `X`.
  ///   - metadata: The metadata's fields, the last of each name.
  ///   - report: Receives problems that leave the label usable.
  /// - Returns: The label, or a sentence that explains why there is no class name.
  static func read(
    label: plumb_json_field, metadata: MetadataFields, report: (ProblemCode, String) -> Void
  ) -> Result<ParsedLabel, LabelRefusal> {
    guard let field = metadata.className, let name = field.string else {
      let found = metadata.className.map(describe) ?? "missing"
      return .failure(LabelRefusal(message: "class-name is \(found), not text"))
    }
    var parsed = ParsedLabel(className: name)
    parsed.index = readIndex(label)
    parsed.isHuman = readHuman(metadata.humanAnnotated, report)
    parsed.confidence = readConfidence(metadata.confidence, report)
    parsed.date = readDate(metadata.creationDate, report)
    parsed.job = metadata.jobName?.string
    return .success(parsed)
  }

  /// The class index, written as an integer or as its decimal text; nil for anything else.
  private static func readIndex(_ label: plumb_json_field) -> Int32? {
    if let number = label.number { return Int32(exactly: number) }
    return label.string.flatMap { Int32(String(decoding: $0, as: UTF8.self)) }
  }

  /// Only an exact "yes" is a label by people, as in AWS's own notebook; "no" is auto-labelled, and
  /// every other value counts as auto-labelled and is reported.
  private static func readHuman(
    _ field: plumb_json_field?, _ report: (ProblemCode, String) -> Void
  ) -> Bool {
    guard let field else {
      report(.badHumanAnnotated, "human-annotated is missing; treated as auto-labelled")
      return false
    }
    if let text = field.string {
      if equalBytes(text, "yes") { return true }
      if equalBytes(text, "no") { return false }
    }
    report(
      .badHumanAnnotated,
      "human-annotated is \(describe(field)), neither \"yes\" nor \"no\"; treated as auto-labelled"
    )
    return false
  }

  private static func readConfidence(
    _ field: plumb_json_field?, _ report: (ProblemCode, String) -> Void
  ) -> Double? {
    guard let field else { return nil }
    var value = field.number
    if value == nil, let text = field.string {
      // Swift reads more than JSON does, such as "0x1p-1".
      value = LenientLine.isJSONNumber(text) ? Double(String(decoding: text, as: UTF8.self)) : nil
      if let number = value, (0...1).contains(number) {
        report(.badConfidence, "confidence is a string (\(describe(field))); its value is used")
      }
    }
    guard let value, (0...1).contains(value) else {
      report(
        .badConfidence,
        "confidence is \(describe(field)), not a number from 0 to 1; treated as unknown")
      return nil
    }
    return value == 0 ? 0 : value
  }

  private static func readDate(
    _ field: plumb_json_field?, _ report: (ProblemCode, String) -> Void
  ) -> CreationDate? {
    guard let field else { return nil }
    if let date = field.string.flatMap(CreationDate.init(bytes:)) { return date }
    report(.badDate, "creation-date is \(describe(field)), not a date; treated as unknown")
    return nil
  }
}

/// Why a pair holds no usable label.
struct LabelRefusal: Error {
  var message: String
}

/// A value in words for a message, shortened if it is long.
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
