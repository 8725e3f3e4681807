import CSimdjson

/// One class per image: `groundtruth/image-classification`.
struct ImageClassification: LabelType {
  let name = "image-classification"
  var holds: String { LabelKind.single.holds }
  var kind: LabelKind? { .single }
  /// Whether the type is written exactly as documented.
  var isExact = true

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    if !isExact { records.note(.typeSpelling) }
    ClassName.read(label, as: .single, into: &records)
  }
}

/// Labels of a custom workflow; those with a class name are read like ``ImageClassification``.
struct CustomWorkflow: LabelType {
  let name = "custom"
  let holds = "labels from a custom workflow"
  var kind: LabelKind? { .single }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    guard label.metadata.className?.string != nil else { return records.appendOther(type: name) }
    records.noteForm(.custom)
    records.note(.customType)
    ClassName.read(label, as: .single, into: &records)
  }
}

/// Metadata with a class name and without a `type` of Ground Truth, as AutoML's documentation and many
/// scripts have them.
struct ClassWithoutType: LabelType {
  let name = "no type"
  var holds: String { LabelKind.single.holds }
  var kind: LabelKind? { .single }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    records.noteForm(.typeless)
    records.note(.noType)
    ClassName.read(label, as: .single, into: &records)
  }
}

/// A class that is written as the value of a key without metadata; read only if it was asked for.
struct BareValue: LabelType {
  let name = "no metadata"
  var holds: String { LabelKind.single.holds }
  var kind: LabelKind? { .single }

  /// nil if the value is neither a text nor a number.
  init?(_ label: LabelFields) {
    guard let value = label.valueField, value.string != nil || value.number != nil else {
      return nil
    }
  }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    guard let value = label.valueField else { return }
    let text = value.string.map { Array($0) } ?? Array(describe(value).utf8)
    let id = text.withUnsafeBytes { records.tables.classes.intern($0) }
    records.noteForm(.bare)
    records.note(.noMetadata)
    records.append(
      LabelEntry(
        kind: .single, classID: id, LabelProvenance(source: .unknown, date: nil, jobID: -1),
        confidence: nil, index: LabelReading.index(value)))
  }
}

/// A person's verdict on another label: `groundtruth/label-verification`.
struct LabelVerification: LabelType {
  let name = "label-verification"
  var holds: String { LabelKind.verdict.holds }
  var kind: LabelKind? { .verdict }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    ClassName.read(label, as: .verdict, into: &records)
    guard let place = label.metadata.shape.workerFeedback else { return }
    for feedback in label.fields.node(place).children {
      for member in feedback.children where member.isNamed("comment") {
        if let text = member.string, !text.isEmpty { records.append(comment: text) }
      }
    }
  }
}

/// A label whose class is the text of `class-name`.
enum ClassName {
  static func read(_ label: LabelFields, as kind: LabelKind, into records: inout ChunkRecords) {
    let metadata = label.metadata
    guard let field = metadata.className, let name = field.string else {
      let found = metadata.className.map(describe) ?? "missing"
      return records.refuse(kind, "class-name is \(found), not text")
    }
    let provenance = label.provenance(&records)
    let confidence = LabelReading.confidence(metadata.confidence, &records)
    if metadata.shape.isEvaluation { records.noteForm(.evaluation) }
    if label.valueField?.string != nil { records.note(.indexInQuotes) }
    records.append(
      LabelEntry(
        kind: kind, classID: records.tables.classes.intern(name), provenance,
        confidence: confidence, index: LabelReading.index(label.valueField)))
  }
}
