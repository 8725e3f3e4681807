import PlumbSystem

extension Dataset {
  /// The labels one by one, for what looks at classes: a row for each class of an image.
  ///
  /// An image is so shown under each of its classes; one whose set is empty has a single row without
  /// a class. ``imageRow(_:)`` leads back. A dataset of one class per image is unchanged.
  package var byClass: Dataset {
    guard let labelSets, labelling.kind == .multiple else { return self }
    var rows: [Int] = []
    var labels: [Int] = []
    for row in 0..<count {
      let own = kinds[row] == .labelled ? Array(labelSets.labels(of: row)) : []
      rows += own.isEmpty ? [row] : own.map { _ in row }
      labels += own.isEmpty ? [-1] : own
    }
    return selecting(rows, labels, of: labelSets)
  }

  /// The row of the dataset of which a row of ``byClass`` was made; the same row elsewhere.
  package func imageRow(_ row: Int) -> Int { imageRows?[row] ?? row }

  /// - Parameters:
  ///   - rows: Rows of this dataset.
  ///   - labels: The label of each of them, -1 for rows without a class.
  private func selecting(_ rows: [Int], _ labels: [Int], of sets: LabelSets) -> Dataset {
    var result = self
    result.conclusions = DerivedValues()
    func column<Value>(_ own: [Value], _ ofLabels: [Value]) -> [Value] {
      zip(rows, labels).map { $1 < 0 ? own[$0] : ofLabels[$1] }
    }
    result.imageRows = rows
    result.lines = rows.map { lines[$0] }
    result.references = references.selecting(rows)
    result.kinds = rows.map { kinds[$0] }
    result.ids = column(ids, sets.classIDs)
    result.labelSources = column(labelSources, sets.sources)
    result.confidences = labels.map { $0 < 0 ? .nan : sets.confidences[$0] }
    result.dates = column(dates, sets.dates)
    result.jobIDs = column(jobIDs, sets.jobIDs)
    result.indices = labels.map { $0 < 0 ? LabelEntries.noIndex : sets.indices[$0] }
    result.otherClassCounts = zip(rows, labels).map { row, label in
      label < 0 ? 0 : Int32(sets.labels(of: row).count - 1)
    }
    result.labelSets = nil
    result.attributeIDs = nil
    result.duplicates = []
    result.elsewhere = .none
    result.comments = []
    result.notations = []
    result.judgements = []
    return result
  }
}
