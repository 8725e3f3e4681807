import PlumbSystem

/// Turns one attribute of a manifest into a dataset: a row for each usable line, including lines
/// without this attribute.
struct DatasetBuilder {
  private let manifest: Manifest
  private let attribute: Int
  private let labelAttributes: [LabelAttribute]

  init(_ manifest: Manifest, attribute: Int, labelAttributes: [LabelAttribute]) {
    self.manifest = manifest
    self.attribute = attribute
    self.labelAttributes = labelAttributes
  }

  private var entries: LabelEntries { manifest.attributes[attribute].entries }

  func dataset() -> Dataset {
    let refused = refusedRows()
    let covers = entries.count == manifest.rowCount
    var dataset = covers && refused.isEmpty ? wholeDataset() : sparseDataset(refused)
    dataset.classNames = compressIDs(&dataset, of: .labelled, manifest.tables.classes)
    dataset.failureReasons = compressIDs(&dataset, of: .failed, manifest.tables.reasons)
    dataset.jobNames = compressJobs(&dataset)
    dataset.duplicates = duplicates(refused)
    dataset.rewrittenReferences = manifest.rewrittenReferences
    dataset.manifestClassNames = manifestClassNames(dataset)
    dataset.elsewhere = labelsElsewhere(dataset, refused)
    var problems = manifest.problems
    problems.append(manifest.attributes[attribute].problems, lineOffset: 0)
    appendOtherTypes(&problems)
    appendDatasetProblems(dataset, &problems)
    dataset.problems = problems.sorted()
    return dataset
  }

  /// Rows that are refused under this attribute, ascending.
  private func refusedRows() -> [UInt32] {
    var rows = manifest.refusedRows
    let label = labelAttributes[attribute]
    if label.refusedCount == 0, label.otherTypes.isEmpty { return rows }
    for (row, state) in zip(entries.rows, entries.states)
    where state == .otherType || state == .refused {
      rows.append(row)
    }
    return Array(Set(rows)).sorted()
  }

  /// The usual case: every row has an entry, so the columns are used unchanged.
  private func wholeDataset() -> Dataset {
    withoutTexts(
      lines: manifest.rowLines, references: manifest.references,
      kinds: entries.states.map { $0 == .failed ? .failed : .labelled }, entries: entries)
  }

  private func sparseDataset(_ refused: [UInt32]) -> Dataset {
    var dense = LabelEntries()
    var kinds: [RowKind] = []
    var kept: [Int] = []
    var entry = 0
    var next = 0
    for row in 0..<manifest.rowCount {
      while entry < entries.count, entries.rows[entry] < row { entry += 1 }
      if next < refused.count, refused[next] == row {
        next += 1
        continue
      }
      kept.append(row)
      let hasEntry = entry < entries.count && entries.rows[entry] == row
      kinds.append(append(hasEntry ? entry : nil, row, to: &dense))
    }
    return withoutTexts(
      lines: kept.map { manifest.rowLines[$0] }, references: manifest.references.selecting(kept),
      kinds: kinds, entries: dense)
  }

  private func append(_ entry: Int?, _ row: Int, to dense: inout LabelEntries) -> RowKind {
    guard let entry else {
      dense.append(LabelEntry(row: UInt32(row), state: .refused, id: -1))
      return .unlabelled
    }
    dense.append(entries[entry])
    return entries.states[entry] == .failed ? .failed : .labelled
  }

  /// A dataset of columns; its texts are filled in later.
  private func withoutTexts(
    lines: [UInt32], references: ByteStringColumn, kinds: [RowKind], entries: LabelEntries
  ) -> Dataset {
    Dataset(
      attribute: labelAttributes[attribute], attributes: labelAttributes,
      recordCount: manifest.recordCount, lines: lines, references: references, kinds: kinds,
      classNames: [], jobNames: [], failureReasons: [], problems: [], duplicates: [],
      ids: entries.classIDs, isHuman: entries.isHuman, confidences: entries.confidences,
      dates: entries.dates, jobIDs: entries.jobIDs, indices: entries.indices)
  }

  /// Numbers the texts that occur under this attribute afresh, by first appearance.
  private func compressIDs(
    _ dataset: inout Dataset, of kind: RowKind, _ table: ByteStringTable
  ) -> [String] {
    var numbering = Numbering(table)
    for row in 0..<dataset.count where dataset.kinds[row] == kind {
      let number = numbering.number(dataset.ids[row])
      // With one attribute nothing changes, and the column stays shared with the manifest.
      if number != dataset.ids[row] { dataset.ids[row] = number }
    }
    return numbering.names
  }

  private func compressJobs(_ dataset: inout Dataset) -> [String] {
    var numbering = Numbering(manifest.tables.jobs)
    for row in 0..<dataset.count where dataset.jobIDs[row] >= 0 {
      let number = numbering.number(dataset.jobIDs[row])
      if number != dataset.jobIDs[row] { dataset.jobIDs[row] = number }
    }
    return numbering.names
  }

  /// Labelled rows that repeat the image of an earlier labelled row.
  private func duplicates(_ refused: [UInt32]) -> [(row: Int, first: Int)] {
    guard !manifest.duplicates.isEmpty else { return [] }
    var isLabelled = [Bool](repeating: false, count: manifest.rowCount)
    for (row, state) in zip(entries.rows, entries.states) {
      isLabelled[Int(row)] = state == .labelled
    }
    for row in refused { isLabelled[Int(row)] = false }
    var firstLabelled: [Int: Int] = [:]
    var pairs: [(row: Int, first: Int)] = []
    for duplicate in manifest.duplicates where isLabelled[duplicate.row] {
      let known = isLabelled[duplicate.first] ? duplicate.first : firstLabelled[duplicate.first]
      if let known {
        pairs.append((duplicate.row, known))
      } else {
        firstLabelled[duplicate.first] = duplicate.row
      }
    }
    return renumbered(pairs, refused)
  }

  /// Row numbers of the manifest as row numbers of the dataset.
  private func renumbered(
    _ pairs: [(row: Int, first: Int)], _ refused: [UInt32]
  ) -> [(row: Int, first: Int)] {
    func number(_ row: Int) -> Int { row - refused.partitioningIndex { $0 >= row } }
    return pairs.map { (number($0.row), number($0.first)) }
  }

  // MARK: Other attributes

  /// The names of all classes of the manifest; the table of texts has those of every attribute.
  private func manifestClassNames(_ dataset: Dataset) -> [String] {
    guard manifest.attributes.count > 1 else { return dataset.classNames }
    return (0..<manifest.tables.classes.count).map { manifest.tables.classes.string($0) }
  }

  private func labelsElsewhere(_ dataset: Dataset, _ refused: [UInt32]) -> LabelsElsewhere {
    guard manifest.attributes.count > 1, dataset.kinds.contains(where: { $0 != .labelled })
    else { return .none }
    let places = placesWithoutLabel(dataset, refused)
    var labels: [(row: Int, attribute: Int)] = []
    for (number, other) in manifest.attributes.enumerated() where number != attribute {
      for (row, state) in zip(other.entries.rows, other.entries.states)
      where (state == .labelled || state == .otherType) && places[Int(row)] >= 0 {
        labels.append((Int(places[Int(row)]), number))
      }
    }
    return LabelsElsewhere(labels, of: labelAttributes)
  }

  /// For each row of the manifest its row of the dataset where that has no label; -1 elsewhere.
  private func placesWithoutLabel(_ dataset: Dataset, _ refused: [UInt32]) -> [Int32] {
    var places = [Int32](repeating: -1, count: manifest.rowCount)
    var (next, number) = (0, 0)
    for row in places.indices {
      if next < refused.count, refused[next] == row {
        next += 1
        continue
      }
      if dataset.kinds[number] != .labelled { places[row] = Int32(number) }
      number += 1
    }
    return places
  }

  private func appendOtherTypes(_ problems: inout ProblemList) {
    for index in 0..<entries.count where entries.states[index] == .otherType {
      let type = manifest.tables.types.string(Int(entries.classIDs[index]))
      problems.append(
        line: Int(manifest.rowLines[Int(entries.rows[index])]), .otherTaskType,
        "the label has type groundtruth/\(type), not a class")
    }
  }
}

/// New numbers for those texts of a table that are used, by their first use.
private struct Numbering {
  private let table: ByteStringTable
  private var numbers: [Int32]
  private(set) var names: [String] = []

  init(_ table: ByteStringTable) {
    self.table = table
    numbers = Array(repeating: -1, count: table.count)
  }

  mutating func number(_ old: Int32) -> Int32 {
    if numbers[Int(old)] < 0 {
      numbers[Int(old)] = Int32(names.count)
      names.append(table.string(Int(old)))
    }
    return numbers[Int(old)]
  }
}
