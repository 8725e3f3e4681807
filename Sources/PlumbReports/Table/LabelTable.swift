import PlumbLabels
import PlumbText

/// The labels as a table: one record for every line of the manifest that is not blank, refused
/// lines too.
package struct LabelTable: Sendable {
  /// The columns, in their order.
  ///
  /// `line` is the physical line, from 1; `status` is labelled, failed, unlabelled or refused;
  /// `problems` are the codes of what is odd about the line, separated by spaces; `labelled_under` are
  /// the other label attributes of a line that has no label under this one, separated by commas;
  /// `attribute` is the one under which the line is labelled.
  package static let columns = [
    "line", "status", "image", "class", "source", "confidence", "created", "job", "class_index",
    "failure_reason", "problems", "labelled_under", "attribute",
  ]

  /// The columns of a table of multi-label rows: a set of classes in place of the class.
  package static let setColumns = columns.map { $0 == "class" ? "classes" : $0 }

  /// The columns of this table.
  package var columns: [String] {
    dataset.labelSets == nil ? Self.columns : Self.setColumns
  }

  private let dataset: Dataset
  private let rows: [Int]?
  private let codes: [Int: [ProblemCode]]
  private let refusedLines: [Int]

  /// Makes the table of a dataset.
  ///
  /// - Parameters:
  ///   - dataset: The labels.
  ///   - rows: The rows that the table has, in the order of the manifest; nil for all, and for the
  ///     refused lines.
  package init(_ dataset: Dataset, rows: [Int]? = nil) {
    self.dataset = dataset
    self.rows = rows
    var codes: [Int: [ProblemCode]] = [:]
    var refused: Set<Int> = []
    for problem in dataset.problems where problem.code.effect != .withoutLabel {
      codes[problem.line, default: []].append(problem.code)
      if problem.code.effect == .lineRefused { refused.insert(problem.line) }
    }
    self.codes = codes
    refusedLines = rows == nil ? refused.sorted() : []
  }

  /// Writes the table.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - write: Takes the text, piece by piece.
  /// - Throws: Whatever `write` throws.
  package func write(as format: any TableFormat, to write: (String) throws -> Void) throws {
    let columns = columns
    var text = format.header(columns)
    var refused = refusedLines[...]
    func append(_ values: [JSONValue]) throws {
      text += format.record(columns, values)
      guard text.utf8.count > 1 << 18 else { return }
      try write(text)
      text.removeAll(keepingCapacity: true)
    }
    for position in 0..<(rows?.count ?? dataset.count) {
      let number = rows?[position] ?? position
      while let line = refused.first, line < Int(dataset.lines[number]) {
        refused = refused.dropFirst()
        try append(refusedValues(line))
      }
      try append(values(dataset.row(number)))
    }
    for line in refused { try append(refusedValues(line)) }
    try write(text)
  }

  private func values(_ row: Dataset.Row) -> [JSONValue] {
    [
      .integer(row.line), .string(row.kind.rawValue),
      .string(dataset.references.string(row.number)),
      classes(row), row.source.flatMap { $0 == .unknown ? nil : .string($0.rawValue) } ?? .null,
      .optional(row.confidence), row.date.map { .string($0.description) } ?? .null,
      text(row.jobID, dataset.jobNames), row.classIndex.map(JSONValue.integer) ?? .null,
      text(row.failureReasonID, dataset.failureReasons), problemsValue(row.line),
      dataset.elsewhere.names(ofRow: row.number).map(JSONValue.string) ?? .null,
      row.kind == .labelled
        ? .string(dataset.attributeNames(ofRow: row.number).joined(separator: ", ")) : .null,
    ]
  }

  /// The class; of multi-label rows an array of classes.
  private func classes(_ row: Dataset.Row) -> JSONValue {
    guard let sets = dataset.labelSets else { return text(row.classID, dataset.classNames) }
    guard row.kind == .labelled else { return .null }
    return .array(
      sets.labels(of: row.number).map { .string(dataset.classNames[Int(sets.classIDs[$0])]) })
  }

  private func refusedValues(_ line: Int) -> [JSONValue] {
    var values = [JSONValue](repeating: .null, count: columns.count)
    values[0] = .integer(line)
    values[1] = .string("refused")
    values[columns.firstIndex(of: "problems") ?? 0] = problemsValue(line)
    return values
  }

  private func text(_ id: Int?, _ names: [String]) -> JSONValue {
    id.map { .string(names[$0]) } ?? .null
  }

  private func problemsValue(_ line: Int) -> JSONValue {
    codes[line].map { .string($0.map(\.rawValue).joined(separator: " ")) } ?? .null
  }
}

extension LabelsElsewhere {
  /// The names of the attributes that label a row, separated by commas; nil for none.
  func names(ofRow row: Int) -> String? {
    guard !isEmpty else { return nil }
    let names = attributes(ofRow: row).map(\.name)
    return names.isEmpty ? nil : names.joined(separator: ",")
  }
}
