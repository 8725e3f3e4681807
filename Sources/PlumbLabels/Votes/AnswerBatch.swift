/// The answers of some files as columns, not yet matched to the rows of a dataset.
///
/// A *task* is the content of one file about one object; its answers are adjacent.
package struct AnswerBatch: Sendable {
  /// An object whose image the file does not name.
  static let noReference: Int32 = -1

  // Of each task.
  var objects: [Int] = []
  /// The number of the file.
  var files: [Int32] = []
  /// A row of ``references``, or ``noReference``.
  var taskReferences: [Int32] = []

  // Of each answer.
  var tasks: [Int32] = []
  var workers: [Int32] = []
  var classes: [Int32] = []
  /// Microseconds since 1970, or ``Votes/noTime``.
  var acceptedTimes: [Int64] = []
  var submittedTimes: [Int64] = []
  /// NaN if unknown.
  var secondsSpent: [Float] = []

  var references = ByteStringColumn.Segment()
  var workerNames = ByteStringTable()
  var subjects = ByteStringTable()
  /// For each worker, the number of the subject; -1 if none is known.
  var workerSubjects: [Int32] = []
  var classNames = ByteStringTable()
  var problems = FileProblemList()

  /// Makes a batch without answers.
  package init() {}

  /// How many answers there are.
  package var count: Int { tasks.count }

  mutating func appendTask(object: Int, file: Int32, reference: UnsafeRawBufferPointer?) {
    objects.append(object)
    files.append(file)
    guard let reference else {
      taskReferences.append(Self.noReference)
      return
    }
    taskReferences.append(Int32(references.count))
    references.append(reference)
  }

  /// Adds an answer to the last task.
  mutating func append(
    worker: UnsafeRawBufferPointer, subject: UnsafeRawBufferPointer?,
    label: UnsafeRawBufferPointer, accepted: Int64, submitted: Int64, seconds: Float
  ) {
    tasks.append(Int32(objects.count - 1))
    workers.append(Int32(internWorker(worker, subject)))
    classes.append(Int32(classNames.intern(label)))
    acceptedTimes.append(accepted)
    submittedTimes.append(submitted)
    secondsSpent.append(seconds)
  }

  private mutating func internWorker(
    _ name: UnsafeRawBufferPointer, _ subject: UnsafeRawBufferPointer?
  ) -> Int {
    let id = workerNames.intern(name)
    if id == workerSubjects.count { workerSubjects.append(-1) }
    if let subject {
      keep(subject: Int32(subjects.intern(subject)), of: id)
    }
    return id
  }

  /// If a worker has several subjects, which is unusual, the first by its bytes is kept, so that
  /// the order of files does not matter.
  private mutating func keep(subject: Int32, of worker: Int) {
    let known = workerSubjects[worker]
    if known == subject { return }
    if known < 0
      || subjects[Int(subject)].lexicographicallyPrecedes(subjects[Int(known)])
    {
      workerSubjects[worker] = subject
    }
  }

  /// Adds another batch.
  mutating func append(_ other: AnswerBatch, references column: inout ByteStringColumn) {
    let taskOffset = Int32(objects.count)
    let referenceOffset = Int32(column.count)
    objects += other.objects
    files += other.files
    taskReferences.append(
      contentsOf: other.taskReferences.lazy.map {
        $0 == Self.noReference ? $0 : $0 + referenceOffset
      })
    var segment = other.references
    segment.finish()
    column.append(segment)
    let mapping = merge(other)
    tasks.append(contentsOf: other.tasks.lazy.map { $0 + taskOffset })
    workers.append(contentsOf: other.workers.lazy.map { mapping.workers[Int($0)] })
    classes.append(contentsOf: other.classes.lazy.map { mapping.classes[Int($0)] })
    acceptedTimes += other.acceptedTimes
    submittedTimes += other.submittedTimes
    secondsSpent += other.secondsSpent
    problems.append(other.problems)
  }

  /// Adds another batch's texts; returns the new numbers of the old ones.
  private mutating func merge(_ other: AnswerBatch) -> (workers: [Int32], classes: [Int32]) {
    let workers = (0..<other.workerNames.count).map { id in
      let subject = other.workerSubjects[id]
      return other.workerNames[id].withUnsafeBytes { name in
        guard subject >= 0 else { return Int32(internWorker(name, nil)) }
        return other.subjects[Int(subject)].withUnsafeBytes { Int32(internWorker(name, $0)) }
      }
    }
    let classes = (0..<other.classNames.count).map {
      Int32(classNames.intern(other.classNames[$0]))
    }
    return (workers, classes)
  }
}
