import CSimdjson

/// The fields of one `X-metadata` that matter for a label; of a repeated key the last one, as in
/// Python's `json`.
struct MetadataFields {
  private(set) var type: plumb_json_field?
  private(set) var className: plumb_json_field?
  private(set) var confidence: plumb_json_field?
  private(set) var humanAnnotated: plumb_json_field?
  private(set) var creationDate: plumb_json_field?
  private(set) var jobName: plumb_json_field?
  private(set) var failureReason: plumb_json_field?
  /// A key that stands there twice, if any.
  private(set) var repeatedKey: UnsafeRawBufferPointer?

  init(_ fields: Slice<JSONFields>) {
    for field in fields { take(field) }
  }

  /// Names are told apart by their length first: this runs six times a line.
  private mutating func take(_ field: plumb_json_field) {
    let name = field.name
    switch name.count {
    case 4 where equalBytes(name, "type"): Self.set(&type, field, &repeatedKey)
    case 8 where equalBytes(name, "job-name"): Self.set(&jobName, field, &repeatedKey)
    case 10 where equalBytes(name, "class-name"): Self.set(&className, field, &repeatedKey)
    case 10 where equalBytes(name, "confidence"): Self.set(&confidence, field, &repeatedKey)
    case 13 where equalBytes(name, "creation-date"): Self.set(&creationDate, field, &repeatedKey)
    case 14 where equalBytes(name, "failure-reason"): Self.set(&failureReason, field, &repeatedKey)
    case 15 where equalBytes(name, "human-annotated"):
      Self.set(&humanAnnotated, field, &repeatedKey)
    default: break
    }
  }

  private static func set(
    _ slot: inout plumb_json_field?, _ field: plumb_json_field,
    _ repeatedKey: inout UnsafeRawBufferPointer?
  ) {
    if slot != nil { repeatedKey = field.name }
    slot = field
  }
}
