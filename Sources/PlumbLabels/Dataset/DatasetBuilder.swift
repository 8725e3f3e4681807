import PlumbSystem

/// Turns the attributes of a labelling into a dataset: a row for each usable line, also where they say
/// nothing about it.
struct DatasetBuilder {
  private let manifest: Manifest
  private let choice: LabellingChoice
  private let labelAttributes: [LabelAttribute]
  private let merged: MergedEntries

  init(_ manifest: Manifest, _ choice: LabellingChoice, labelAttributes: [LabelAttribute]) {
    self.manifest = manifest
    self.choice = choice
    self.labelAttributes = labelAttributes
    merged = MergedEntries(
      manifest, choice, kinds: choice.attributes.map { labelAttributes[$0].kind })
  }

  private var entries: LabelEntries { merged.entries }

  func dataset() -> Dataset {
    let refused = refusedRows()
    let covers = entries.count == manifest.rowCount
    var dataset = covers && refused.isEmpty ? wholeDataset() : sparseDataset(refused)
    dataset.classNames = compressClasses(&dataset)
    dataset.failureReasons = compressIDs(&dataset, of: .failed, manifest.tables.reasons)
    dataset.jobNames = compressJobs(&dataset)
    dataset.duplicates = duplicates(refused)
    dataset.rewrittenReferences = manifest.rewrittenReferences
    dataset.manifestClassNames = manifestClassNames(dataset)
    dataset.elsewhere = labelsElsewhere(dataset, refused)
    dataset.comments = comments(dataset)
    dataset.notations = notations(dataset)
    dataset.judgements = JudgementFinder(manifest, labelAttributes, own: choice.attributes)
      .judgements(choice.kind, dataset)
    var problems = manifest.problems
    for attribute in choice.attributes {
      let others = otherTypes(attribute)
      let own = manifest.attributes[attribute].problems.without(Set(others.map(\.line)))
      problems.append(own, lineOffset: 0)
      for (line, type) in others {
        problems.append(
          line: line, .otherTaskType, "the label has type groundtruth/\(type), not a class")
      }
    }
    appendDatasetProblems(dataset, &problems)
    dataset.problems = problems.sorted()
    return dataset
  }

  /// Rows that are dropped for this labelling, ascending.
  private func refusedRows() -> [UInt32] {
    let isClean = choice.attributes.allSatisfy {
      labelAttributes[$0].refusedCount == 0 && labelAttributes[$0].otherTypes.isEmpty
    }
    if isClean { return manifest.refusedRows }
    var rows = manifest.refusedRows
    for (row, state) in zip(entries.rows, entries.states) where state == .refused {
      rows.append(row)
    }
    return Array(Set(rows)).sorted()
  }

  /// The usual case: every row has an entry, so the columns are taken as they are.
  private func wholeDataset() -> Dataset {
    var dataset = withoutTexts(
      lines: manifest.rowLines, references: manifest.references,
      kinds: entries.states.map { $0 == .failed ? .failed : .labelled }, entries: entries)
    dataset.labelSets = merged.sets
    dataset.attributeIDs = merged.attributeIDs
    return dataset
  }

  private func sparseDataset(_ refused: [UInt32]) -> Dataset {
    var sparse = SparseRows(merged)
    var next = 0
    for row in 0..<manifest.rowCount {
      if next < refused.count, refused[next] == row {
        next += 1
      } else {
        sparse.append(row)
      }
    }
    var dataset = withoutTexts(
      lines: sparse.rows.map { manifest.rowLines[$0] },
      references: manifest.references.selecting(sparse.rows), kinds: sparse.kinds,
      entries: sparse.entries)
    dataset.labelSets = sparse.sets
    dataset.attributeIDs = merged.attributeIDs == nil ? nil : sparse.attributeIDs
    return dataset
  }

  /// A dataset of columns; its texts are filled in later.
  private func withoutTexts(
    lines: [UInt32], references: ByteStringColumn, kinds: [RowKind], entries: LabelEntries
  ) -> Dataset {
    Dataset(
      attribute: LabelAttribute(joining: choice.attributes.map { labelAttributes[$0] }),
      labelling: labelling, attributes: labelAttributes,
      recordCount: manifest.recordCount, lines: lines, references: references, kinds: kinds,
      classNames: [], jobNames: [], failureReasons: [], problems: [], duplicates: [],
      ids: entries.classIDs, labelSources: entries.sources, confidences: entries.confidences,
      dates: entries.dates, jobIDs: entries.jobIDs, indices: entries.indices)
  }

  private var labelling: Labelling {
    Labelling(
      kind: choice.kind, attributes: choice.attributes.map { labelAttributes[$0].name },
      origin: choice.origin)
  }

  /// What people said about the labels of a row that they verified.
  private func comments(_ dataset: Dataset) -> [(row: Int, text: String)] {
    choice.attributes.flatMap { manifest.attributes[$0].comments }.compactMap { row, text in
      dataset.rowNumber(onLine: Int(manifest.rowLines[Int(row)])).map { ($0, text) }
    }
  }

  /// The rows whose label is written in an unusual way.
  private func notations(_ dataset: Dataset) -> [(row: Int, notation: LabelNotation)] {
    choice.attributes.flatMap { manifest.attributes[$0].notations }.compactMap { row, notation in
      dataset.rowNumber(onLine: Int(manifest.rowLines[Int(row)])).map { ($0, notation) }
    }
  }

  /// Numbers the classes that occur afresh, by first appearance.
  private func compressClasses(_ dataset: inout Dataset) -> [String] {
    guard var sets = dataset.labelSets else {
      return compressIDs(&dataset, of: .labelled, manifest.tables.classes)
    }
    var numbering = Numbering(manifest.tables.classes)
    for label in sets.classIDs.indices {
      sets.classIDs[label] = numbering.number(sets.classIDs[label])
    }
    dataset.labelSets = sets
    return numbering.names
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
    var sets = dataset.labelSets
    for row in 0..<dataset.count {
      if dataset.jobIDs[row] >= 0 {
        let number = numbering.number(dataset.jobIDs[row])
        if number != dataset.jobIDs[row] { dataset.jobIDs[row] = number }
      }
      // Attributes that are read together may come from several jobs.
      for label in sets?.labels(of: row) ?? 0..<0 {
        if let job = sets?.jobIDs[label], job >= 0 { sets?.jobIDs[label] = numbering.number(job) }
      }
    }
    dataset.labelSets = sets
    return numbering.names
  }

  /// Labelled rows that repeat the image of an earlier labelled row.
  private func duplicates(_ refused: [UInt32]) -> [(row: Int, first: Int)] {
    guard !manifest.duplicates.isEmpty else { return [] }
    var isLabelled = [Bool](repeating: false, count: manifest.rowCount)
    for (row, state) in zip(entries.rows, entries.states) {
      isLabelled[Int(row)] = state == .labelled || state == .nothing
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

  /// The names of all classes of the manifest, those of verdicts left out.
  private func manifestClassNames(_ dataset: Dataset) -> [String] {
    guard manifest.attributes.count > 1 else { return dataset.classNames }
    var isUsed = [Bool](repeating: false, count: manifest.tables.classes.count)
    for attribute in manifest.attributes {
      let entries = attribute.entries
      for index in 0..<entries.count
      where entries.states[index] == .labelled && entries.kinds[index] != .verdict {
        isUsed[Int(entries.classIDs[index])] = true
      }
    }
    return isUsed.indices.filter { isUsed[$0] }.map { manifest.tables.classes.string($0) }
  }

  private func labelsElsewhere(_ dataset: Dataset, _ refused: [UInt32]) -> LabelsElsewhere {
    guard manifest.attributes.count > 1, dataset.kinds.contains(where: { $0 != .labelled })
    else { return .none }
    let places = placesWithoutLabel(dataset, refused)
    let own = Set(choice.attributes)
    var labels: [(row: Int, attribute: Int)] = []
    for (number, other) in manifest.attributes.enumerated()
    where !own.contains(number) {
      var last: UInt32?
      for (row, state) in zip(other.entries.rows, other.entries.states)
      where state.isLabel && places[Int(row)] >= 0 && row != last {
        labels.append((Int(places[Int(row)]), number))
        last = row
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

  /// The lines whose label is of another kind than most under an attribute, with its type.
  private func otherTypes(_ attribute: Int) -> [(line: Int, type: String)] {
    let label = labelAttributes[attribute]
    if label.otherTypes.isEmpty { return [] }
    let entries = manifest.attributes[attribute].entries
    return (0..<entries.count).compactMap { index in
      entries.otherType(index, than: label.kind, manifest.tables).map {
        (Int(manifest.rowLines[Int(entries.rows[index])]), $0)
      }
    }
  }
}

/// The rows of a dataset that are left, also those without an entry.
private struct SparseRows {
  private let merged: MergedEntries
  private(set) var rows: [Int] = []
  private(set) var kinds: [RowKind] = []
  private(set) var entries = LabelEntries()
  private(set) var attributeIDs: [Int32] = []
  private(set) var sets: LabelSets?
  private var next = 0

  init(_ merged: MergedEntries) {
    self.merged = merged
    sets = merged.sets.map { _ in LabelSets() }
  }

  mutating func append(_ row: Int) {
    while next < merged.entries.count, merged.entries.rows[next] < row { next += 1 }
    rows.append(row)
    guard next < merged.entries.count, merged.entries.rows[next] == row else {
      entries.append(LabelEntry(row: UInt32(row), state: .refused, id: -1))
      kinds.append(.unlabelled)
      attributeIDs.append(-1)
      sets?.endRow()
      return
    }
    entries.append(merged.entries[next])
    kinds.append(merged.entries.states[next] == .failed ? .failed : .labelled)
    attributeIDs.append(merged.attributeIDs?[next] ?? 0)
    if let all = merged.sets { sets?.appendRow(next, of: all) }
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
