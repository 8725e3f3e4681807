import PlumbSystem

extension Dataset {
  /// The labels for pictures and charts by class: a row for each class of an image.
  ///
  /// An image is so shown under each of its classes. Images with an empty set are left out; a dataset of one class per
  /// image is unchanged.
  package var byClass: Dataset {
    guard let labelSets, labelling.kind == .multiple else { return self }
    var rows: [Int] = []
    var labels: [Int] = []
    for row in 0..<count {
      let own = kinds[row] == .labelled ? Array(labelSets.labels(of: row)) : [-1]
      rows += own.map { _ in row }
      labels += own
    }
    return selecting(rows, labels, of: labelSets)
  }

  /// - Parameters:
  ///   - rows: Rows of this dataset.
  ///   - labels: The label of each of them, -1 for rows without a label.
  private func selecting(_ rows: [Int], _ labels: [Int], of sets: LabelSets) -> Dataset {
    var result = self
    result.conclusions = DerivedValues()
    result.lines = rows.map { lines[$0] }
    result.references = references.selecting(rows)
    result.kinds = rows.map { kinds[$0] }
    result.ids = zip(rows, labels).map { $1 < 0 ? ids[$0] : sets.classIDs[$1] }
    result.labelSources = zip(rows, labels).map { $1 < 0 ? labelSources[$0] : sets.sources[$1] }
    result.confidences = labels.map { $0 < 0 ? .nan : sets.confidences[$0] }
    result.dates = zip(rows, labels).map { $1 < 0 ? dates[$0] : sets.dates[$1] }
    result.jobIDs = zip(rows, labels).map { $1 < 0 ? jobIDs[$0] : sets.jobIDs[$1] }
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
