import PlumbLabels
import PlumbText

/// The lines of a manifest in the layout of Rekognition Custom Labels: for each class of an image an
/// attribute that is named after the class, with metadata.
///
/// Sources: its developer guide, pages "Importing image-level labels in manifest files" (the keys)
/// and "Creating a manifest file from a CSV file" (attributes named after classes). A confidence, a
/// source and a date are required there; those that are not known are left out, not made up.
struct RekognitionManifestText {
  /// The class indices that the labels get.
  let indices: RekognitionIndices
  private let dataset: Dataset
  private let names: RekognitionNames

  private static let pieceLength = 1 << 18

  init(_ dataset: Dataset) {
    self.dataset = dataset
    indices = RekognitionIndices(dataset)
    names = RekognitionNames(dataset.classNames)
  }

  /// Writes the lines of some rows; those without any class are left out.
  ///
  /// - Parameters:
  ///   - rows: Rows of the dataset.
  ///   - write: Takes whole lines, many at a time.
  /// - Throws: Whatever `write` throws.
  func write(_ rows: [Int], to write: (String) throws -> Void) throws {
    var text = ""
    for row in rows {
      let labels = dataset.labels(ofRow: row)
      if labels.isEmpty { continue }
      text += line(row, labels).compact + "\n"
      guard text.utf8.count > Self.pieceLength else { continue }
      try write(text)
      text.removeAll(keepingCapacity: true)
    }
    try write(text)
  }

  private func line(_ row: Int, _ labels: [ImageLabel]) -> JSONValue {
    let reference = JSONValue.Member(
      name: "source-ref", value: .string(dataset.references.string(row)))
    return .object([reference] + labels.flatMap(members))
  }

  private func members(_ label: ImageLabel) -> [JSONValue.Member] {
    let name = names[label.classID]
    return [
      JSONValue.Member(name: name, value: .integer(indices.index(of: label))),
      JSONValue.Member(name: name + "-metadata", value: metadata(label)),
    ]
  }

  private func metadata(_ label: ImageLabel) -> JSONValue {
    .object([
      "confidence": label.confidence.map(JSONValue.number),
      "job-name": label.jobID.map { .string(dataset.jobNames[$0]) },
      "class-name": .string(dataset.classNames[label.classID]),
      "human-annotated": humanAnnotated(label.source),
      "creation-date": label.date.map { .string($0.withoutZone) },
      "type": .string("groundtruth/image-classification"),
    ])
  }

  private func humanAnnotated(_ source: LabelSource) -> JSONValue? {
    switch source {
    case .human: .string("yes")
    case .machine: .string("no")
    case .unknown: nil
    }
  }
}

/// The names of the attributes of classes: the class's own name, where it can be one.
struct RekognitionNames {
  private static let reserved = ["", "source", "source-ref", "errors"]
  private static let suffix = "-metadata"

  private var names: [String]

  /// Names the attribute of each class; different classes get different names.
  init(_ classNames: [String]) {
    names = classNames
    var taken = Set(classNames.filter(Self.isUsable).map { Array($0.utf8) })
    for (id, name) in classNames.enumerated() where !Self.isUsable(name) {
      var changed = "label_" + Self.withoutSuffix(name)
      // The reader compares the end of the name with the class, so that the beginning is free.
      while !taken.insert(Array(changed.utf8)).inserted { changed = "label_" + changed }
      names[id] = changed
    }
  }

  subscript(classID: Int) -> String { names[classID] }

  private static func isUsable(_ name: String) -> Bool {
    !reserved.contains { ByteString($0) == ByteString(name) } && !hasSuffix(name)
  }

  private static func hasSuffix(_ name: String) -> Bool {
    name.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// The name with `_metadata` at its end: with a hyphen it would be the metadata of another one.
  private static func withoutSuffix(_ name: String) -> String {
    hasSuffix(name) ? String(name.dropLast(suffix.count)) + "_metadata" : name
  }
}

/// The class indices of labels.
///
/// They are the manifest's; where it has none, another label's of the same class, or else the next
/// free number. Rekognition needs an integer and does not use it.
struct RekognitionIndices {
  /// Classes without any index in the manifest.
  private(set) var newClasses: [Int] = []
  private var indices: [Int]

  init(_ dataset: Dataset) {
    var known = [Int?](repeating: nil, count: dataset.classNames.count)
    var next = 0
    for row in 0..<dataset.count {
      for label in dataset.labels(ofRow: row) {
        guard let index = label.classIndex else { continue }
        next = max(next, index + 1)
        if known[label.classID] == nil { known[label.classID] = index }
      }
    }
    indices = []
    for (id, index) in known.enumerated() {
      indices.append(index ?? next)
      if index == nil {
        newClasses.append(id)
        next += 1
      }
    }
  }

  func index(of label: ImageLabel) -> Int { label.classIndex ?? indices[label.classID] }
}
