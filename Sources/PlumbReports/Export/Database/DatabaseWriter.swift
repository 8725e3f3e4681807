import PlumbLabels
import PlumbSystem

/// Fills the tables of the exported database.
struct DatabaseWriter {
  private let job: ExportJob
  private let database: OutputDatabase
  private let rows: [Int]?
  /// Whether a row is in the export; empty if all are.
  private let isSelected: [Bool]

  private var dataset: Dataset { job.dataset }

  /// Rows between two looks at the progress.
  private static let step = 10_000

  init(_ job: ExportJob, _ database: OutputDatabase) {
    self.job = job
    self.database = database
    let rows = job.selection.rows(of: job.dataset, seed: job.seed)
    self.rows = rows
    var isSelected: [Bool] = []
    if let rows {
      isSelected = Array(repeating: false, count: job.dataset.count)
      for row in rows { isSelected[row] = true }
    }
    self.isSelected = isSelected
  }

  private func isExported(_ row: Int) -> Bool { isSelected.isEmpty || isSelected[row] }

  private func insertion(_ table: DatabaseTable) throws(OutputError) -> DatabaseInsertion {
    try database.insertion(into: table.name, columns: table.columns.count)
  }

  // MARK: Labels

  func writeNames() throws {
    try write(dataset.jobNames, to: DatabaseSchema.jobs)
    try write(job.answers?.votes.classNames ?? dataset.classNames, to: DatabaseSchema.classes)
  }

  private func write(_ names: [String], to table: DatabaseTable) throws {
    let insertion = try insertion(table)
    for (id, name) in names.enumerated() {
      insertion.add(id)
      insertion.add(name)
      try insertion.end()
    }
  }

  func writeLines(progress: (Int, Int) -> Void) throws {
    let insertion = try insertion(DatabaseSchema.lines)
    var refused = rows == nil ? refusedLines[...] : []
    let count = rows?.count ?? dataset.count
    for position in 0..<count {
      let row = dataset.row(rows?[position] ?? position)
      while let line = refused.first, line < row.line {
        try writeRefused(refused.removeFirst(), insertion)
      }
      try write(row, insertion)
      if position.isMultiple(of: Self.step) { progress(position, count) }
    }
    for line in refused { try writeRefused(line, insertion) }
  }

  private var refusedLines: [Int] {
    let lines = dataset.problems.lazy.filter { $0.code.effect == .lineRefused }.map(\.line)
    return Set(lines).sorted()
  }

  private func write(_ row: Dataset.Row, _ insertion: DatabaseInsertion) throws(OutputError) {
    insertion.add(row.line)
    insertion.add(row.kind.rawValue)
    insertion.add(dataset.references[row.number])
    insertion.add(row.classID)
    insertion.add(row.source == .unknown ? nil : row.source?.rawValue)
    insertion.add(row.confidence)
    insertion.add(row.date?.description)
    insertion.add(row.jobID)
    insertion.add(row.classIndex)
    insertion.add(row.failureReasonID.map { dataset.failureReasons[$0] })
    insertion.add(dataset.elsewhere.names(ofRow: row.number))
    insertion.add(
      row.kind == .labelled
        ? dataset.attributeNames(ofRow: row.number).joined(separator: ", ") : nil)
    try insertion.end()
  }

  /// The classes of rows that may have several.
  func writeLineClasses() throws {
    guard let sets = dataset.labelSets else { return }
    let insertion = try insertion(DatabaseSchema.lineClasses)
    for row in 0..<dataset.count where isExported(row) {
      for label in sets.labels(of: row) {
        insertion.add(Int(dataset.lines[row]))
        insertion.add(Int(sets.classIDs[label]))
        let confidence = sets.confidences[label]
        insertion.add(confidence.isNaN ? nil : confidence)
        try insertion.end()
      }
    }
  }

  private func writeRefused(_ line: Int, _ insertion: DatabaseInsertion) throws(OutputError) {
    insertion.add(line)
    insertion.add("refused")
    try insertion.end()
  }

  func writeProblems() throws {
    let insertion = try insertion(DatabaseSchema.problems)
    var id = 0
    for problem in dataset.problems where isExported(problem) {
      id += 1
      insertion.add(id)
      insertion.add(problem.line)
      insertion.add(problem.code.rawValue)
      insertion.add(problem.code.effect.word)
      insertion.add(problem.message)
      try insertion.end()
    }
  }

  /// Whether a problem is the whole file's or that of a line that is exported.
  private func isExported(_ problem: Problem) -> Bool {
    guard rows != nil, problem.line > 0 else { return true }
    return dataset.rowNumber(onLine: problem.line).map(isExported) ?? false
  }

  // MARK: Answers

  func writeAnswers() throws {
    guard let answers = job.answers else { return }
    try writeWorkers(answers)
    try writeAnswers(answers.votes)
    let insertion = try insertion(DatabaseSchema.answerProblems)
    for (index, problem) in answers.problems.enumerated() {
      insertion.add(index + 1)
      insertion.add(problem.code.rawValue)
      insertion.add(problem.code.effect.word)
      insertion.add(problem.file.isEmpty ? nil : problem.file)
      insertion.add(problem.line == 0 ? nil : problem.line)
      insertion.add(problem.count)
      insertion.add(problem.message)
      try insertion.end()
    }
  }

  private func writeWorkers(_ answers: ExportAnswers) throws {
    let insertion = try insertion(DatabaseSchema.workers)
    for (id, name) in answers.workerNames.enumerated() {
      insertion.add(id)
      insertion.add(name)
      insertion.add(answers.workerSubjects[id])
      try insertion.end()
    }
  }

  private func writeAnswers(_ votes: Votes) throws {
    let insertion = try insertion(DatabaseSchema.answers)
    var id = 0
    for index in 0..<votes.count where isExported(Int(votes.rows[index])) {
      id += 1
      insertion.add(id)
      insertion.add(Int(dataset.lines[Int(votes.rows[index])]))
      insertion.add(Int(votes.workers[index]))
      insertion.add(Int(votes.classes[index]))
      insertion.add(Self.time(votes.acceptedTimes[index]))
      insertion.add(Self.time(votes.submittedTimes[index]))
      let seconds = votes.secondsSpent[index]
      insertion.add(seconds.isNaN ? nil : Double(seconds))
      try insertion.end()
    }
  }

  private static func time(_ microseconds: Int64) -> String? {
    microseconds == Votes.noTime ? nil : CreationDate(microseconds: microseconds).description
  }

  // MARK: About

  func writeAbout() throws {
    let facts: KeyValuePairs<String, String> = [
      "plumb": job.version, "manifest": job.manifestName, "attribute": dataset.attribute.name,
      "labelling": dataset.labelling.kind.rawValue,
      "lines": rows == nil ? "all" : "selected",
      "answers": job.answers == nil ? "none found" : "found",
    ]
    let insertion = try insertion(DatabaseSchema.about)
    for (name, value) in facts {
      insertion.add(name)
      insertion.add(value)
      try insertion.end()
    }
    try writeDocumentation()
  }

  private func writeDocumentation() throws {
    let insertion = try insertion(DatabaseSchema.documentation)
    func write(_ name: String, _ meaning: String) throws(OutputError) {
      insertion.add(name)
      insertion.add(meaning)
      try insertion.end()
    }
    for table in DatabaseSchema.tables {
      try write(table.name, table.meaning)
      for column in table.columns { try write("\(table.name).\(column.name)", column.meaning) }
    }
    try write("labels", DatabaseSchema.labelsMeaning)
  }
}

extension ProblemCode.Effect {
  /// The word of the manual.
  var word: String {
    switch self {
    case .fileRefused: "file"
    case .lineRefused: "line"
    case .withoutLabel: "no label"
    case .warning: "warning"
    }
  }
}

extension VoteProblemCode.Effect {
  /// The word of the manual.
  var word: String {
    switch self {
    case .fileLeftOut: "file"
    case .answersLeftOut: "answers"
    case .warning: "warning"
    }
  }
}
