import CSimdjson

/// A set of classes per image: `groundtruth/image-classification-multilabel`.
///
/// The value lists class indices, `class-map` names them, `confidence-map` has their confidences. A
/// class without a name in the map cannot be used.
struct MultiLabelClassification: LabelType {
  let name = "image-classification-multilabel"
  var holds: String { LabelKind.multiple.holds }
  var kind: LabelKind? { .multiple }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    let names = IndexedFields(label.metadata.shape.classMap, of: label)
    let confidences = IndexedFields(label.metadata.shape.confidenceMap, of: label)
    guard let chosen = chosen(label, names) else {
      return records.refuse(.multiple, "the label is \(value(label)), not a list of class indices")
    }
    let provenance = label.provenance(&records)
    var seen: Set<Int> = []
    for index in chosen {
      guard let name = names[index]?.string else {
        records.note(.noClassName, "class-map has no name for class index \(index)")
        continue
      }
      let id = records.tables.classes.intern(name)
      guard seen.insert(id).inserted else { continue }
      records.append(
        LabelEntry(
          kind: .multiple, classID: id, provenance,
          confidence: LabelReading.confidence(confidences[index], &records), index: index))
    }
    if seen.isEmpty { finish(isEmpty: chosen.isEmpty, provenance, into: &records) }
  }

  /// An empty set is a label; a set whose classes have no names is none.
  private func finish(
    isEmpty: Bool, _ provenance: LabelProvenance, into records: inout ChunkRecords
  ) {
    if isEmpty {
      records.appendNothing(.multiple, provenance)
    } else {
      records.refuse(.multiple, "no class of the label has a name")
    }
  }

  private func value(_ label: LabelFields) -> String {
    label.valueField.map(describe) ?? "missing"
  }

  /// The class indices of the value; where it is missing, those of the map.
  private func chosen(_ label: LabelFields, _ names: IndexedFields) -> [Int32]? {
    guard let place = label.value else { return names.indices }
    guard label.fields[place].isKind(PLUMB_JSON_ARRAY) else { return nil }
    let elements = Array(label.fields.node(place).children)
    let indices = elements.compactMap(\.classIndex)
    return indices.count == elements.count ? indices : nil
  }
}

/// A list of class indices with a `class-map`, without a `type` of Ground Truth.
struct SetWithoutType: LabelType {
  let name = "no type"
  var holds: String { LabelKind.multiple.holds }
  var kind: LabelKind? { .multiple }

  /// nil if the value is no list, or the metadata have no map of classes.
  init?(_ label: LabelFields) {
    guard let map = label.metadata.shape.classMap, label.fields[map].isKind(PLUMB_JSON_OBJECT),
      let value = label.valueField, value.isKind(PLUMB_JSON_ARRAY)
    else { return nil }
  }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    records.noteForm(.typeless)
    records.note(.noType)
    MultiLabelClassification().read(label, into: &records)
  }
}

/// Boxes with a class each: `groundtruth/object-detection`; they are counted.
struct BoundingBoxes: LabelType {
  let name = "object-detection"
  var holds: String { LabelKind.box.holds }
  var kind: LabelKind? { .box }

  func read(_ label: LabelFields, into records: inout ChunkRecords) {
    guard let place = label.value, let boxes = annotations(label.fields.node(place)) else {
      return records.refuse(.box, "the label has no list of annotations")
    }
    let names = IndexedFields(label.metadata.shape.classMap, of: label)
    let confidences = confidences(label)
    let provenance = label.provenance(&records)
    var isNamed = false
    for (number, index) in boxes.enumerated() {
      guard let index, let name = names[index]?.string else {
        let words = index.map { "class-map has no name for class index \($0)" }
        records.note(.noClassName, words ?? "a box has no class_id")
        continue
      }
      isNamed = true
      records.append(
        LabelEntry(
          kind: .box, classID: records.tables.classes.intern(name), provenance,
          confidence: number < confidences.count ? confidences[number] : nil, index: index))
    }
    if boxes.isEmpty {
      records.appendNothing(.box, provenance)
    } else if !isNamed {
      records.refuse(.box, "no box of the label has a named class")
    }
  }

  /// The class index of each box, nil where it is missing; nil if there is no list of boxes.
  private func annotations(_ value: JSONNode) -> [Int32?]? {
    guard let list = value.children.first(where: { $0.isNamed("annotations") }),
      list.isKind(PLUMB_JSON_ARRAY)
    else { return nil }
    return list.children.map { box in
      box.children.first { $0.isNamed("class_id") }?.classIndex
    }
  }

  private func confidences(_ label: LabelFields) -> [Double?] {
    guard let place = label.metadata.shape.objects else { return [] }
    return label.fields.node(place).children.map { one in
      let value = one.children.first { $0.isNamed("confidence") }?.number
      return value.flatMap { (0...1).contains($0) ? $0 : nil }
    }
  }
}

/// The values of an object whose keys are class indices.
struct IndexedFields {
  private var fields: [(index: Int32, field: plumb_json_field)] = []

  /// Reads an object of a line; one that is missing is empty.
  init(_ place: Int?, of label: LabelFields) {
    guard let place, label.fields[place].isKind(PLUMB_JSON_OBJECT) else { return }
    for member in label.fields.node(place).children {
      if let index = Int32(member.name) { fields.append((index, member.field)) }
    }
  }

  /// The keys, in their order.
  var indices: [Int32] { fields.map(\.index) }

  subscript(index: Int32) -> plumb_json_field? { fields.last { $0.index == index }?.field }
}

extension JSONNode {
  /// The value as a class index: an integer, or its decimal text.
  fileprivate var classIndex: Int32? { LabelReading.index(field) }
}
