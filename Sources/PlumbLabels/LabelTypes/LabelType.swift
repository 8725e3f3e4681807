import CSimdjson

/// One kind of label that Ground Truth writes, known by the `type` in its metadata.
///
/// To read a further type, add a file with a member that has a ``kind`` and reads its labels, and
/// name it in ``allLabelTypes``. Types without a kind are recognised by name only, so that a manifest
/// of masks is not mistaken for one of classes.
protocol LabelType: Sendable {
  /// The value of `type`, without the prefix `groundtruth/`.
  var name: String { get }
  /// What the labels are, in words that complete "this manifest holds …".
  var holds: String { get }
  /// What the labels say about an image; nil if they are not read.
  var kind: LabelKind? { get }
  /// Reads what one line says under one attribute.
  ///
  /// - Parameters:
  ///   - label: The fields of the attribute and of its metadata.
  ///   - records: Takes the labels, and what is odd about them.
  func read(_ label: LabelFields, into records: inout ChunkRecords)
}

/// A label type that is recognised but not read.
struct UnreadLabelType: LabelType {
  var name: String
  var holds: String
  var kind: LabelKind? { nil }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    records.appendOther(type: name)
  }
}

/// What one line has under one label attribute.
struct LabelFields {
  let fields: JSONFields
  /// Where the field `X` is; nil if the line has only `X-metadata`.
  let value: Int?
  let metadata: MetadataFields

  /// The field `X`.
  var valueField: plumb_json_field? { value.map { fields[$0] } }

  /// Who labelled, where and when: what every type has in common.
  func provenance(_ records: inout ChunkRecords) -> LabelProvenance {
    LabelProvenance(
      source: LabelReading.source(metadata.humanAnnotated, &records),
      date: LabelReading.date(metadata.creationDate, &records),
      jobID: metadata.jobName?.string.map { Int32(records.tables.jobs.intern($0)) } ?? -1)
  }
}

/// Who gave a label, when, and in which job.
struct LabelProvenance {
  var source: LabelSource
  var date: CreationDate?
  /// -1 if the label names none.
  var jobID: Int32
}
