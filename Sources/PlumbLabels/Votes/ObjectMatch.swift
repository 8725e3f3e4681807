/// Finds the row of each task.
struct ObjectMatch {
  /// The outcome of a task.
  enum Outcome: Equatable {
    /// The row of the object's number.
    case row(Int)
    /// The row of the image that the file names, if the number means another.
    case rowOfImage(Int)
    /// The manifest has no such line, or it was refused.
    case noSuchObject
    /// The image that the file names is not the one on that line, and does not occur exactly once
    /// in the manifest.
    case otherImage
  }

  private let dataset: Dataset
  private let batch: AnswerBatch
  private let references: ByteStringColumn
  private let rows: ObjectRows
  private var rowsOfImages: ImageRows?

  init(
    _ dataset: Dataset, _ batch: AnswerBatch, references: ByteStringColumn, rows: ObjectRows
  ) {
    self.dataset = dataset
    self.batch = batch
    self.references = references
    self.rows = rows
  }

  /// The number of tasks that fit the rows of their numbers: by the image's name if the file has
  /// it, otherwise by whether the label is among the answers.
  var score: Int {
    var score = 0
    var answer = 0
    for task in batch.objects.indices {
      let first = answer
      while answer < batch.count, batch.tasks[answer] == Int32(task) { answer += 1 }
      guard let row = rows[batch.objects[task]] else { continue }
      if let reference = reference(task) {
        if reference == dataset.references[row] { score += 1 }
      } else if dataset.kinds[row] == .labelled, names(first..<answer, label: row) {
        score += 1
      }
    }
    return score
  }

  private func names(_ answers: Range<Int>, label row: Int) -> Bool {
    if dataset.labelling.kind == .multiple { return covers(answers, row) }
    let label = Int(dataset.ids[row])
    return answers.contains {
      batch.classNames[Int(batch.classes[$0])].elementsEqual(dataset.classNames[label].utf8)
    }
  }

  /// Whether each class of a label is in at least one of the sets that workers chose.
  private func covers(_ answers: Range<Int>, _ row: Int) -> Bool {
    let chosen = Set(
      answers.flatMap { AnswerSetKey.names(Array(batch.classNames[Int(batch.classes[$0])])) })
    return dataset.classIDs(ofRow: row).allSatisfy {
      chosen.contains(Array(dataset.classNames[$0].utf8))
    }
  }

  private func reference(_ task: Int) -> [UInt8]? {
    let number = batch.taskReferences[task]
    return number == AnswerBatch.noReference ? nil : references[Int(number)]
  }

  /// The outcome of a task.
  mutating func outcome(_ task: Int) -> Outcome {
    let row = rows[batch.objects[task]]
    guard let reference = reference(task) else { return row.map { .row($0) } ?? .noSuchObject }
    if let row, dataset.references[row] == reference { return .row(row) }
    if rowsOfImages == nil { rowsOfImages = ImageRows(dataset.references) }
    if let other = rowsOfImages?.row(reference, dataset.references) { return .rowOfImage(other) }
    return row == nil ? .noSuchObject : .otherImage
  }
}

/// The row of each image that occurs exactly once in the manifest.
private struct ImageRows {
  private static let several: Int32 = -1
  /// By the hash of the reference; names with the same hash count as repeated.
  private var rows: [UInt64: Int32] = [:]

  init(_ references: ByteStringColumn) {
    rows.reserveCapacity(references.count)
    for row in 0..<references.count {
      let hash = references[row].withUnsafeBytes { hashBytes($0) }
      rows[hash] = rows[hash] == nil ? Int32(row) : Self.several
    }
  }

  func row(_ reference: [UInt8], _ references: ByteStringColumn) -> Int? {
    guard let row = rows[reference.withUnsafeBytes({ hashBytes($0) })], row != Self.several,
      references[Int(row)] == reference
    else { return nil }
    return Int(row)
  }
}
