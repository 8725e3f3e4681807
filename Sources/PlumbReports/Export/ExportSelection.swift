import PlumbAnalysis
import PlumbLabels
import PlumbText

/// Which lines are exported.
package struct ExportSelection: Sendable, Hashable {
  /// Only labels of these classes, compared by their UTF-8 bytes; empty for all.
  package var classes: [String] = []
  /// Only labels of this source.
  package var source: LabelSource?
  /// Only labels with a confidence of at least this; those without one are left out.
  package var leastConfidence: Double?
  /// Only labels with a confidence of at most this; those without one are left out.
  package var mostConfidence: Double?
  /// Whether to keep only the first line of an image, and none if their classes differ.
  package var isUnique = false
  /// Only these physical lines; nil for all.
  package var lines: Set<Int>?
  /// Physical lines that are left out.
  package var exceptLines: Set<Int> = []
  /// The size of a random sample of labels per class and source; nil for all.
  package var perClass: Int?
  /// The size of a random sample of labels; nil for all.
  package var limit: Int?

  /// Everything.
  package init() {}

  /// Whether every line is exported, one without a label as well.
  package var isEverything: Bool { self == ExportSelection() }

  /// The rows of an export that has lines without a label too; nil for all lines.
  func rows(of dataset: Dataset, seed: UInt64) -> [Int]? {
    isEverything ? nil : labelledRows(of: dataset, seed: seed)
  }

  /// The rows with a label that are exported, in the order of the manifest.
  func labelledRows(of dataset: Dataset, seed: UInt64) -> [Int] {
    let unwanted = isUnique ? Self.repeatedRows(of: dataset) : []
    let classIDs = wantedClasses(of: dataset)
    var rows = (0..<dataset.count).filter { row in
      guard dataset.kinds[row] == .labelled, !unwanted.contains(row) else { return false }
      guard classIDs?.isDisjoint(with: dataset.classIDs(ofRow: row)) != true else { return false }
      return isWanted(dataset.row(row)) && hasWantedConfidence(row, dataset)
    }
    if let perClass { rows = Self.sample(rows, of: dataset, perClass: perClass, seed: seed) }
    guard let limit else { return rows }
    var generator = SeededGenerator(seed: seed)
    return generator.sample(rows, limit)
  }

  private func isWanted(_ row: Dataset.Row) -> Bool {
    if let source, row.source != source { return false }
    if let lines, !lines.contains(row.line) { return false }
    return !exceptLines.contains(row.line)
  }

  /// Whether the confidence of a row, or of any of its classes, is in the range that is asked for.
  private func hasWantedConfidence(_ row: Int, _ dataset: Dataset) -> Bool {
    if leastConfidence == nil, mostConfidence == nil { return true }
    let range = (leastConfidence ?? -.infinity)...(mostConfidence ?? .infinity)
    guard let sets = dataset.labelSets else { return range.contains(dataset.confidences[row]) }
    return sets.confidences[sets.labels(of: row)].contains { range.contains($0) }
  }

  private func wantedClasses(of dataset: Dataset) -> Set<Int>? {
    guard !classes.isEmpty else { return nil }
    let wanted = Set(classes.map { ByteString($0) })
    return Set(
      dataset.classNames.indices.filter { wanted.contains(ByteString(dataset.classNames[$0])) })
  }

  /// Rows that repeat the image of an earlier line, and all rows of an image with several classes.
  private static func repeatedRows(of dataset: Dataset) -> Set<Int> {
    var repeated: Set<Int> = []
    for (row, first) in dataset.duplicates {
      repeated.insert(row)
      if !dataset.hasSameClasses(row, first) { repeated.insert(first) }
    }
    return repeated
  }

  private static func sample(
    _ rows: [Int], of dataset: Dataset, perClass count: Int, seed: UInt64
  ) -> [Int] {
    let sources = LabelSource.allCases.count
    var groups = [[Int]](repeating: [], count: max(1, dataset.classNames.count) * sources)
    for row in rows {
      let values = dataset.row(row)
      groups[(values.classID ?? 0) * sources + (values.source?.number ?? 0)].append(row)
    }
    var generator = SeededGenerator(seed: seed)
    return groups.flatMap { generator.sample($0, count) }.sorted()
  }
}
