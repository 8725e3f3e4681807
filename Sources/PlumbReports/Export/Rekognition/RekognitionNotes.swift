import PlumbLabels
import PlumbText

/// What to know about a manifest for Rekognition: what was left out, and what Rekognition requires
/// but the labels do not say.
struct RekognitionNotes {
  /// Sentences without a full stop, in the order of importance.
  private(set) var all: [String] = []

  /// - Parameters:
  ///   - rows: The rows that were selected.
  ///   - file: The path of the manifest; nil for a stream.
  init(_ dataset: Dataset, _ rows: [Int], _ indices: RekognitionIndices, _ file: String?) {
    let labels = rows.map { dataset.labels(ofRow: $0) }
    let written = labels.count { !$0.isEmpty }
    all.append(ExportWords.lines(written, of: dataset))
    let empty = labels.count - written
    if empty > 0 {
      all.append("left out: \(ExportWords.number(empty, "image")) without any class")
    }
    add(required(labels, "confidence", "0 to 1") { $0.confidence == nil })
    add(required(labels, "known source", "human-annotated") { $0.source == .unknown })
    add(required(labels, "creation date", "creation-date") { $0.date == nil })
    addIndices(indices, dataset)
    if let file {
      all.append(
        "check it before the import: plumb check \(shellWord(file)) --only rekognition")
    }
  }

  private mutating func add(_ note: String?) { if let note { all.append(note) } }

  /// What Rekognition requires and some labels lack.
  private func required(
    _ labels: [[ImageLabel]], _ noun: String, _ key: String, _ isMissing: (ImageLabel) -> Bool
  ) -> String? {
    let count = labels.reduce(0) { $0 + $1.count(where: isMissing) }
    guard count > 0 else { return nil }
    return "\(ExportWords.number(count, "label")) \(count == 1 ? "has" : "have") no \(noun); "
      + "Rekognition requires one (\(key)), and Plumb does not make one up"
  }

  private mutating func addIndices(_ indices: RekognitionIndices, _ dataset: Dataset) {
    let classes = indices.newClasses
    guard !classes.isEmpty else { return }
    let names = classes.prefix(5).map { "'\(displayText(dataset.classNames[$0], limit: 80))'" }
    let rest = classes.count > 5 ? " and \(classes.count - 5) more" : ""
    all.append(
      "\(classes.count == 1 ? "1 class has" : "\(classes.count) classes have") no index in the manifest and "
        + "\(classes.count == 1 ? "gets" : "get") the next free one: "
        + names.joined(separator: ", ") + rest)
  }
}
