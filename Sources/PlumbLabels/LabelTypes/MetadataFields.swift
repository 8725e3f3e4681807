import CSimdjson

/// The positions of a label's fields among those of one `X-metadata`; if a key repeats, the last
/// one counts, as in Python's `json`.
struct MetadataShape {
  private(set) var type: Int?
  private(set) var className: Int?
  private(set) var confidence: Int?
  private(set) var humanAnnotated: Int?
  private(set) var creationDate: Int?
  private(set) var jobName: Int?
  private(set) var failureReason: Int?
  private(set) var classMap: Int?
  private(set) var confidenceMap: Int?
  private(set) var objects: Int?
  private(set) var workerFeedback: Int?
  /// Whether the label is a model's answer, kept beside the true label to evaluate the model.
  private(set) var isEvaluation = false
  /// A repeated key, if any.
  private(set) var repeatedKey: String?

  init(_ fields: JSONFields, _ range: Range<Int>) {
    for index in range { take(fields[index].name, index) }
  }

  private mutating func take(_ name: UnsafeRawBufferPointer, _ index: Int) {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "type": set(\.type, text, to: index)
    case "job-name": set(\.jobName, text, to: index)
    case "class-name": set(\.className, text, to: index)
    case "confidence": set(\.confidence, text, to: index)
    case "creation-date": set(\.creationDate, text, to: index)
    case "failure-reason": set(\.failureReason, text, to: index)
    case "human-annotated": set(\.humanAnnotated, text, to: index)
    case "class-map": set(\.classMap, text, to: index)
    case "confidence-map": set(\.confidenceMap, text, to: index)
    case "objects": set(\.objects, text, to: index)
    case "worker-feedback": set(\.workerFeedback, text, to: index)
    default: if text.hasSuffix("evaluation-details") { isEvaluation = true }
    }
  }

  private mutating func set(
    _ place: WritableKeyPath<MetadataShape, Int?>, _ name: String, to index: Int
  ) {
    if self[keyPath: place] != nil { repeatedKey = name }
    self[keyPath: place] = index
  }
}

/// The fields of one `X-metadata` that matter for a label.
struct MetadataFields {
  let fields: JSONFields
  let shape: MetadataShape

  var type: plumb_json_field? { shape.type.map { fields[$0] } }
  var className: plumb_json_field? { shape.className.map { fields[$0] } }
  var confidence: plumb_json_field? { shape.confidence.map { fields[$0] } }
  var humanAnnotated: plumb_json_field? { shape.humanAnnotated.map { fields[$0] } }
  var creationDate: plumb_json_field? { shape.creationDate.map { fields[$0] } }
  var jobName: plumb_json_field? { shape.jobName.map { fields[$0] } }
  var failureReason: plumb_json_field? { shape.failureReason.map { fields[$0] } }
}
