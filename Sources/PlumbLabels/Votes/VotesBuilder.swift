/// Collects workers' answers and matches them to the rows of a dataset.
///
/// ```swift
/// var builder = VotesBuilder(dataset, files: files)
/// builder.add(parser.take())
/// let reading = builder.finish()
/// ```
///
/// - The object id is the number of the line; where files name the image, the image decides.
/// - Answers of all iterations of an object count: a retried task does not invalidate earlier
///   answers. If a worker answered an object twice, the last answer by submission time is kept; if
///   times are equal or unknown, the one from the later iteration, file, or place in the file.
/// - Answers that turn out to be at the wrong images (see ``AnswerFit``) are left out.
///
/// The result does not depend on the order in which batches are added.
package struct VotesBuilder: Sendable {
  private let dataset: Dataset
  private let files: [AnswerFile]
  private var batch = AnswerBatch()
  private var references = ByteStringColumn()
  private var problems: [VoteProblem] = []

  /// Begins without answers.
  ///
  /// - Parameters:
  ///   - dataset: The labels.
  ///   - files: The files that will be read, sorted; batches refer to them by their numbers.
  package init(_ dataset: Dataset, files: [AnswerFile]) {
    self.dataset = dataset
    self.files = files
  }

  /// Adds the answers of some files.
  package mutating func add(_ batch: AnswerBatch) {
    self.batch.append(batch, references: &references)
  }

  /// Adds a problem that was found before any file was read.
  package mutating func add(_ problem: VoteProblem) { problems.append(problem) }

  /// Matches all answers that were added.
  package consuming func finish() -> VotesReading {
    var job = JobProblems()
    let rows = taskRows(&job)
    let columns = AnswerColumns(
      batch, dataset: dataset, taskRows: rows, taskOrder: taskOrder(), files: files)
    batch.problems.append(columns.repeated)
    job.noteSeveralIterations(columns.severalIterations, dataset)
    var votes = columns.votes(rowCount: dataset.count)
    let sets = columns.sets
    let check =
      sets.map { AnswerFitCheck(votes, sets: $0, dataset) } ?? AnswerFitCheck(votes, dataset)
    // Where files name the images, there is nothing to doubt.
    let wrong = references.count > 0 ? nil : check.firstWrongRow()
    job.noteFit(check, firstWrongRow: wrong, dataset)
    if let wrong { votes = votes.keeping(rowsBelow: wrong) }
    // Sets keep their numbers, also those that only answers had which were left out.
    votes = votes.withoutUnusedNames(
      keepingClasses: sets?.members.count ?? dataset.classNames.count)
    let names = sets?.classNames ?? votes.classNames
    job.noteClasses(names.dropFirst(dataset.classNames.count))
    job.noteRows(votes, dataset, firstWrongRow: wrong)
    let found = (job.problems + problems).sorted(by: VoteProblem.isBefore)
    return VotesReading(
      votes: votes, sets: sets, problems: found + batch.problems.sorted(files), fit: check.fit,
      areAllMisplaced: wrong != nil && votes.count == 0)
  }

  /// The row of each task; nil for those that are left out.
  private mutating func taskRows(_ job: inout JobProblems) -> [Int32?] {
    var match = ObjectMatch(
      dataset, batch, references: references, rows: ObjectRows(records: dataset))
    if let lines = ObjectRows(lines: dataset) {
      let other = ObjectMatch(dataset, batch, references: references, rows: lines)
      if other.score > match.score {
        match = other
        job.note(
          .numberedByLine,
          "object ids also count the blank lines of the manifest, because they fit better that way")
      }
    }
    var matchedByImage = 0
    let rows = batch.objects.indices.map { task -> Int32? in
      switch match.outcome(task) {
      case .row(let row): return Int32(row)
      case .rowOfImage(let row):
        matchedByImage += 1
        return Int32(row)
      case .noSuchObject:
        refuse(task, code: .noSuchObject, message: "the manifest has no usable line for object")
      case .otherImage:
        refuse(
          task, code: .otherImage, message: "the manifest line has a different image from object")
      }
      return nil
    }
    job.noteMatchedByImage(matchedByImage)
    return rows
  }

  private mutating func refuse(_ task: Int, code: VoteProblemCode, message: String) {
    batch.problems.append(file: batch.files[task], code, "\(message) \(batch.objects[task])")
  }

  /// The tasks in the order of their files.
  private func taskOrder() -> [Int32] {
    let order = batch.files.indices.map { Int32($0) }
    let isSorted = zip(batch.files, batch.files.dropFirst()).allSatisfy { $0 <= $1 }
    if isSorted { return order }
    return order.sorted { (batch.files[Int($0)], $0) < (batch.files[Int($1)], $1) }
  }
}

/// The result of reading the answers of a job.
package struct VotesReading: Sendable {
  /// The answers.
  package let votes: Votes
  /// The sets of classes that the answers' classes stand for; nil if each answer is one class.
  package let sets: AnswerSets?
  /// The problems: first those of the whole job, then files that were not read, then by file.
  package let problems: [VoteProblem]
  /// How well answers and final labels fit; over all answers that were read, including those left
  /// out.
  package let fit: AnswerFit
  /// Whether every answer was left out because the object ids do not fit the manifest.
  package let areAllMisplaced: Bool

  /// Makes a reading of its parts.
  package init(
    votes: Votes, sets: AnswerSets? = nil, problems: [VoteProblem], fit: AnswerFit,
    areAllMisplaced: Bool
  ) {
    (self.votes, self.sets) = (votes, sets)
    self.problems = problems
    self.fit = fit
    self.areAllMisplaced = areAllMisplaced
  }
}
